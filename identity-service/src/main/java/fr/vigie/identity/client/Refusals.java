package fr.vigie.identity.client;

import fr.vigie.contracts.identity.IdentityEvent.RequestRefused;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.quarkus.RequestRefusals;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Has refusals leave events. The first of a kind leaves one at once; those alike in the minute
/// after it are counted, and told together: whoever sends a thousand bad requests a second fills no
/// log with them.
@ApplicationScoped
public class Refusals {

  /// All words of ours: there are only so many kinds.
  private record Kind(String client, String endpoint, String reason) {}

  private static final String NOBODYS = "unknown";
  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final Duration TOGETHER = Duration.ofSeconds(60);

  private final Clients clients;
  private final RequestRefusals requests;
  private final EventStore store;
  private final Clock clock;
  private final Map<Kind, Instant> told = new ConcurrentHashMap<>();
  private final Map<Kind, AtomicInteger> untold = new ConcurrentHashMap<>();

  Refusals(Clients clients, RequestRefusals requests, EventStore store, Clock clock) {
    this.clients = clients;
    this.requests = requests;
    this.store = store;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "refusals", TOGETHER, this::tellRest);
  }

  /// Notes a refusal. Never fails: what was refused stays refused.
  ///
  /// @param client as the request names it; one that is not known here goes unnamed
  public Uni<Void> note(@Nullable String client, String endpoint, String reason, Trail trail) {
    var known = clients.find(client).map(Client::id).orElse(NOBODYS);
    var kind = new Kind(known, endpoint, reason);
    var now = clock.instant();
    var since = told.get(kind);
    if (since != null && since.plus(TOGETHER).isAfter(now)) {
      untold.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet();
      requests.isCounted();
      return Uni.createFrom().voidItem();
    }
    told.put(kind, now);
    return tell(kind, 1 + takeUntold(kind), trail);
  }

  /// Notes what was refused to somebody who is signed in, each time.
  public Uni<Void> noteOf(UUID account, String endpoint, String reason, Trail trail) {
    return append(trail.attributes(account), new RequestRefused(NOBODYS, endpoint, reason, 1));
  }

  private int takeUntold(Kind kind) {
    var counter = untold.get(kind);
    return counter == null ? 0 : counter.getAndSet(0);
  }

  private Uni<Void> tellRest() {
    return Multi.createFrom()
        .iterable(List.copyOf(untold.keySet()))
        .onItem()
        .transformToUniAndConcatenate(kind -> {
          var times = takeUntold(kind);
          return times == 0 ? Uni.createFrom().voidItem() : tell(kind, times, Trail.ofTheService());
        })
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Kind kind, int times, Trail trail) {
    return append(
        trail.attributes(),
        new RequestRefused(kind.client(), kind.endpoint(), kind.reason(), times));
  }

  private Uni<Void> append(Map<String, String> attributes, RequestRefused event) {
    return Uni.createFrom()
        .completionStage(() -> store.append(attributes, List.of(event)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("a refusal left no event: %s", failure.getClass().getName());
          return null;
        });
  }
}
