package fr.vigie.identity.signals;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.identity.platform.IdentitySettings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The table `signal`: what is still to be told, and to whom. Written from the events, so that
/// whatever ends a session or changes a factor is told without knowing of it.
@Singleton
class SignalView {

  private static final String PUT =
      """
      insert into signal (receiver, id, claims, next_at, made_at) values ($1, $2, $3, $4, $4)
      on conflict do nothing
      """;

  private final Receivers receivers;
  private final String issuer;
  private final Clock clock;

  SignalView(Receivers receivers, IdentitySettings settings, Clock clock) {
    this.receivers = receivers;
    this.issuer = settings.url().toString();
    this.clock = clock;
  }

  @Produces
  @Singleton
  @Named("signals")
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        "signals",
        engine,
        types,
        Set.of(SessionEnded.class, FactorAdded.class, FactorRemoved.class),
        this::take);
  }

  private Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var now = clock.instant();
    var rows =
        events.stream()
            .filter(event -> event.time().plus(Signals.KEPT).isAfter(now))
            .flatMap(event ->
                Signal.of(event.payload(), event.time()).stream()
                    .flatMap(signal -> rows(event, signal, now).stream()))
            .toList();
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(PUT).executeBatch(rows);
  }

  private List<Tuple> rows(StoredEvent event, Signal signal, Instant now) {
    var claims = signal.claims(issuer);
    claims.put("jti", event.id().toString());
    claims.put("iat", event.time().getEpochSecond());
    var json = new JsonObject(claims).encode();
    return Arrays.stream(receivers.names())
        .map(receiver -> Tuple.of(receiver, event.id(), json, now.atOffset(ZoneOffset.UTC)))
        .toList();
  }
}
