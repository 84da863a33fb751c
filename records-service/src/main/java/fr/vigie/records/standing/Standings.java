package fr.vigie.records.standing;

import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.records.platform.InTime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Writes down who may not act. Every replica hears the same, and it is written once.
@ApplicationScoped
public class Standings {

  private static final Map<String, String> BY_ITSELF = Map.of("actor", "records-service");

  private final EventStore store;

  Standings(EventStore store) {
    this.store = store;
  }

  /// The newest word on one target.
  ///
  /// @param position of it; below the first, nothing was said
  private record Latest(long position, boolean frozen) {}

  /// lockout-service said so. A thaw of somebody who was never written down changes nothing, and an
  /// older word never replaces a newer one.
  public Uni<Void> heard(ActingStatus status) {
    return InTime.of(() ->
            store.decide(
                BY_ITSELF,
                Boundary.of(Standing.tag(status.scope(), status.target()), StandingChanged.class),
                new Latest(-1, false),
                (latest, event) -> after(latest, (StandingEvent) event.payload()),
                latest ->
                    latest.position() >= status.position() || latest.frozen() == status.frozen()
                        ? new Decision<>(List.of(), false)
                        : new Decision<>(List.of(changed(status)), true)))
        .replaceWithVoid();
  }

  /// identity-service said so.
  ///
  /// @param source id of its event
  public Uni<Void> onProbation(String account, Instant until, String source) {
    return InTime.of(() ->
            store.decide(
                BY_ITSELF,
                Boundary.of(Standing.tag("account", account), ProbationNoted.class),
                false,
                (known, event) ->
                    known
                        || (event.payload() instanceof ProbationNoted noted
                            && noted.source().equals(source)),
                known ->
                    known
                        ? new Decision<>(List.of(), false)
                        : new Decision<>(
                            List.of(new ProbationNoted(account, until, source)), true)))
        .replaceWithVoid();
  }

  private static StandingChanged changed(ActingStatus status) {
    return new StandingChanged(
        status.scope(),
        status.target(),
        status.frozen(),
        Long.toString(status.position()),
        status.since());
  }

  private static Latest after(Latest latest, StandingEvent event) {
    return event instanceof StandingChanged changed
        ? new Latest(Long.parseLong(changed.position()), changed.frozen())
        : latest;
  }
}
