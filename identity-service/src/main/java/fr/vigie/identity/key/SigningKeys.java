package fr.vigie.identity.key;

import fr.vigie.contracts.identity.IdentityEvent.SigningKeyMade;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The door to the signing keys. They change by themselves when their time has come, and at a
/// command; [KeyTerm] says how.
@ApplicationScoped
public class SigningKeys {

  /// Why a key is made.
  enum Cause {
    FIRST("first"),
    SCHEDULED("scheduled"),
    COMMANDED("commanded"),
    /// The keys before it are not to be believed any more, from this moment on.
    COMPROMISED("compromised");

    private final String word;

    Cause(String word) {
      this.word = word;
    }
  }

  // A key made elsewhere is seen after this.
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(60);

  private final KeyTable table;
  private final EventStore store;
  private final KeySettings settings;
  private final Clock clock;
  private final AtomicReference<@Nullable SigningRing> last = new AtomicReference<>();

  SigningKeys(KeyTable table, EventStore store, KeySettings settings, Clock clock) {
    this.table = table;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    settings
        .objection()
        .ifPresent(objection -> {
          throw new IllegalStateException(objection);
        });
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "signing keys", ROUND, this::round);
  }

  /// The keys as they are now.
  public Uni<SigningRing> ring() {
    var known = last.get();
    if (known != null && known.readAt().plus(FRESH).isAfter(clock.instant())) {
      return Uni.createFrom().item(known.at(clock.instant()));
    }
    return read().flatMap(this::withSuccessor);
  }

  private Uni<SigningRing> withSuccessor(SigningRing ring) {
    if (!ring.isSuccessorDue(settings)) {
      return Uni.createFrom().item(ring);
    }
    var cause = ring.youngest().isEmpty() ? Cause.FIRST : Cause.SCHEDULED;
    return make(ring, cause, Trail.ofTheService());
  }

  /// Makes the next key at an operator's word. One that is published already and waits to sign is
  /// enough, unless the keys there are have been stolen.
  Uni<SigningRing> change(boolean stolen, Trail trail) {
    return read()
        .flatMap(ring -> {
          if (stolen) {
            return make(ring, Cause.COMPROMISED, trail);
          }
          return ring.next().isPresent()
              ? Uni.createFrom().item(ring)
              : make(ring, ring.youngest().isEmpty() ? Cause.FIRST : Cause.COMMANDED, trail);
        });
  }

  private Uni<SigningRing> make(SigningRing before, Cause cause, Trail trail) {
    var now = clock.instant();
    var key = SigningKey.generate();
    var generation = before.youngest().map(held -> held.term().generation()).orElse(0) + 1;
    var signsFrom =
        switch (cause) {
          case FIRST, COMPROMISED -> now;
          case SCHEDULED, COMMANDED -> now.plus(settings.lead());
        };
    var othersEnd = cause == Cause.COMPROMISED ? now : signsFrom.plus(settings.overlap());
    var term = new KeyTerm(generation, signsFrom, Optional.empty());
    return table
        .insert(key, term, cause.word, now, othersEnd)
        .chain(this::read)
        .call(ring -> announce(ring, trail));
  }

  private Uni<SigningRing> read() {
    var now = clock.instant();
    return table.read().map(keys -> new SigningRing(keys, now, now)).invoke(last::set);
  }

  private Uni<Void> round() {
    return ring()
        .call(ring -> announce(ring, Trail.ofTheService()))
        .chain(() -> table.destroyEnded(clock.instant()));
  }

  private Uni<Void> announce(SigningRing ring, Trail trail) {
    return Multi.createFrom()
        .iterable(ring.unannounced())
        .onItem()
        .transformToUniAndConcatenate(held -> announce(held, trail))
        .collect()
        .last()
        .replaceWithVoid();
  }

  // Two replicas may come here for the same key: the store lets one event through.
  private Uni<Void> announce(SigningRing.Held held, Trail trail) {
    var id = held.key().id();
    return table
        .cause(held.term().generation())
        .map(cause -> new SigningKeyMade(id, cause, held.term().signsFrom()))
        .chain(event ->
            Uni.createFrom()
                .completionStage(() ->
                    store.<Boolean, Boolean>decide(
                        trail.attributes(),
                        Boundary.of(IdentityEvents.signingKey(id), SigningKeyMade.class),
                        false,
                        (_, _) -> true,
                        told ->
                            told
                                ? new Decision<>(List.of(), false)
                                : new Decision<>(List.of(event), true))))
        .chain(() -> table.announced(held.term().generation()));
  }
}
