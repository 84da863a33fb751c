package fr.vigie.lockout.freezes;

import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerClosed;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeCallRefused;
import fr.vigie.contracts.lockout.FreezeEvent.OfTarget;
import fr.vigie.contracts.lockout.FreezeEvent.OfficerAsked;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.StoredEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door: reads, decides, appends.
@Startup
@ApplicationScoped
public class Freezes {

  private final EventStore store;
  private final FreezePolicy policy;
  private final Clock clock;

  /// @throws IllegalStateException where the policy bounds nothing: the service does not start
  Freezes(EventStore store, FreezePolicy policy, Clock clock) {
    FreezePolicy.requireSound(policy);
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  /// The answer is durable before it is given.
  ///
  /// @param attributes of the request, for its events
  public Uni<FreezeAnswer> handle(FreezeCommand command, Map<String, String> attributes) {
    var now = now();
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                FreezeTags.around(command, now),
                Standing.NOTHING,
                (past, event) -> past.after((FreezeEvent) event.payload()),
                past -> past.decide(command, policy, now)))
        .map(Decided::answer);
  }

  /// How detectors stand.
  ///
  /// @param openSince since when nothing is frozen by itself; empty where detectors freeze
  /// @param frozen how many they froze within the last minute
  public record Detectors(Optional<Instant> openSince, int frozen, int limit) {}

  /// How detectors stand now.
  public Uni<Detectors> detectors() {
    var now = now();
    return Uni.createFrom()
        .completionStage(() -> store.read(FreezeTags.aroundBreaker(now)))
        .map(events ->
            events.stream()
                .map(event -> (FreezeEvent) event.payload())
                .reduce(Breaker.CLOSED, Breaker::after, (_, later) -> later))
        .map(breaker -> new Detectors(breaker.since(), breaker.frozen(now), policy.limit()));
  }

  /// An officer has looked: detectors may freeze again. What was held stays for officers.
  ///
  /// @return false where they may already
  public Uni<Boolean> closeBreaker(Actor by, Map<String, String> attributes) {
    var now = now();
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                FreezeTags.aroundBreaker(now),
                Breaker.CLOSED,
                (past, event) -> past.after((FreezeEvent) event.payload()),
                past ->
                    past.isOpen()
                        ? new Decision<>(List.of(new BreakerClosed(by.account(), now)), true)
                        : new Decision<>(List.of(), false)))
        .map(Decided::answer);
  }

  /// A freeze as its events tell it.
  ///
  /// @param proposer whose thaw is proposed; empty where none is
  public record Found(Target target, Optional<String> proposer, List<StoredEvent> history) {
    public Found {
      history = List.copyOf(history);
    }
  }

  /// All that happened to one freeze, the first first.
  public Uni<Optional<Found>> find(String freeze) {
    return Uni.createFrom()
        .completionStage(() -> store.read(FreezeTags.around(freeze)))
        .map(Freezes::found);
  }

  private static Optional<Found> found(List<StoredEvent> history) {
    Acting acting = new Acting.Free();
    Optional<Target> target = Optional.empty();
    for (var event : history) {
      var happened = (OfTarget) event.payload();
      target = Optional.of(Target.of(happened.scope(), happened.target()));
      acting = acting.after(happened);
    }
    var proposer =
        acting instanceof Acting.ThawInView(_, var by, _)
            ? Optional.of(by)
            : Optional.<String>empty();
    return target.map(of -> new Found(of, proposer, history));
  }

  /// Notes that an officer asked to see something, before it is shown.
  public Uni<Void> note(String asked, String target, Actor by, Map<String, String> attributes) {
    return noted(new OfficerAsked(asked, target, by.account(), now()), attributes);
  }

  /// Notes that an officer asked about a freeze that there is not.
  public Uni<Void> noteUnknown(
      String freeze, String asked, Actor by, Map<String, String> attributes) {
    return noted(
        new FreezeCallRefused(
            "unknown", freeze, asked, FreezeRefusal.NOT_FROZEN.word(), by.account(), now()),
        attributes);
  }

  private Uni<Void> noted(FreezeEvent event, Map<String, String> attributes) {
    return Uni.createFrom()
        .completionStage(() -> store.append(attributes, List.of(event)))
        .replaceWithVoid();
  }

  // As events keep it, so that an answer given again is the same to the last digit.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
