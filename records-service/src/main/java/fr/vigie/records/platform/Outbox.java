package fr.vigie.records.platform;

import fr.vigie.eventstore.Relay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// The store is the outbox; this says whether it may grow. Kafka may be away for a time, and what
/// is shown meanwhile is stored; but not so long that nobody would ever watch.
@ApplicationScoped
public class Outbox {

  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Relay relay;
  private final OutboxBound settings;

  Outbox(Relay relay, OutboxBound settings) {
    this.relay = relay;
    this.settings = settings;
  }

  /// Fails with [BacklogException] where too many events wait to be published.
  public Uni<Void> hasRoom() {
    return isFull(settings.bound())
        ? Uni.createFrom().failure(new BacklogException("events wait: " + relay.backlog()))
        : Uni.createFrom().voidItem();
  }

  /// Waits until less than half of the bound is used: imports come in faster than events go out,
  /// and are not to shut the door on advisors.
  public Uni<Void> whenItHasRoom() {
    return Uni.createFrom()
        .item(() -> isFull(settings.bound() / 2))
        .flatMap(full -> full ? hasNoRoom() : Uni.createFrom().voidItem())
        .onFailure(BacklogException.class)
        .retry()
        .withBackOff(GLANCE, GLANCE)
        .expireIn(settings.importPatience().toMillis())
        .onFailure(IllegalStateException.class)
        .recoverWithUni(Outbox::hasNoRoom);
  }

  private static Uni<Void> hasNoRoom() {
    return Uni.createFrom().failure(new BacklogException("the relay did not catch up in time"));
  }

  private boolean isFull(long bound) {
    return relay.backlog() >= bound;
  }
}
