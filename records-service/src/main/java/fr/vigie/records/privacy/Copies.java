package fr.vigie.records.privacy;

import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.kit.Caller;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.budgets.Tranches;
import fr.vigie.records.jobseeker.WholeFile;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes copies: decides, appends, and only then opens.
@ApplicationScoped
class Copies {

  /// What a request for a copy came to.
  sealed interface Made {
    record File(WholeFile file, Receipt receipt) implements Made {}

    record Refused(Refusal reason) implements Made {}
  }

  private final EventStore store;
  private final Tranches tranches;
  private final PersonKeys keys;
  private final Outbox outbox;
  private final ExposurePolicy policy;
  private final Clock clock;

  Copies(
      EventStore store,
      Tranches tranches,
      PersonKeys keys,
      Outbox outbox,
      ExposurePolicy policy,
      Clock clock) {
    this.store = store;
    this.tranches = tranches;
    this.keys = keys;
    this.outbox = outbox;
    this.policy = policy;
    this.clock = clock;
  }

  private Uni<Made> reserve(Caller officer, UUID person, @Nullable LocalDate on) {
    return tranches
        .take(Asker.of(officer, clock.instant()), "export", officer.attributes())
        .flatMap(refusal ->
            refusal
                .<Uni<Made>>map(reason -> Uni.createFrom().item(new Made.Refused(reason)))
                .orElseGet(() -> make(officer, person, on)));
  }

  /// @param on the file as it was at the end of this day; null: as it is
  Uni<Made> make(Caller officer, UUID person, @Nullable LocalDate on) {
    var now = clock.instant();
    var until = on == null ? Instant.MAX : ParisTime.start(on.plusDays(1));
    var make = new Copy.Make(Asker.of(officer, now), person, until);
    return outbox
        .hasRoom()
        .flatMap(_ ->
            InTime.of(() ->
                store.decide(
                    officer.attributes(),
                    Copy.boundary(make, now),
                    Copy.NOTHING,
                    (state, event) -> state.after(event, until),
                    state -> Copy.decide(make, state, policy, now))))
        .flatMap(decided ->
            switch (decided.answer()) {
              case Copy.Answer.Refused(var reason) when reason == Refusal.TRANCHE_NEEDED ->
                  reserve(officer, person, on);
              case Copy.Answer.Refused(var reason) ->
                  Uni.createFrom().item(new Made.Refused(reason));
              case Copy.Answer.Made(var history) ->
                  keys.of(person)
                      .emitOn(Infrastructure.getDefaultWorkerPool())
                      .map(theirs ->
                          new Made.File(
                              WholeFile.open(person, history, theirs),
                              decided.appended().getLast()));
            });
  }
}
