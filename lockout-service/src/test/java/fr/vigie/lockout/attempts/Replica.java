package fr.vigie.lockout.attempts;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.embedded.Database;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.Deeds;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.freezes.FreezeTags;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.AccountStatus;
import fr.vigie.lockout.locks.Locks;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.policy.Policies;
import fr.vigie.lockout.policy.PolicyTags;
import fr.vigie.lockout.spraying.SlowSpraying;
import fr.vigie.lockout.spraying.Spraying;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// One replica of the room on a database it shares with others, with a clock of its own.
final class Replica implements AutoCloseable {

  private static final EventTypes TYPES =
      FreezeTags.register(
              AttemptTags.register(
                  PolicyTags.register(
                      EventTypes.builder(
                          JsonMapper.builder()
                              .addModule(new JavaTimeModule())
                              .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                              .build(),
                          Deeds::attributes))))
          .build();

  // Mutiny carries what belongs to a request from thread to thread, and finds what does so by the
  // class loader of whichever thread it is on; a Quarkus test that ran before has left its own on
  // some. Nothing belongs to a request here.
  static {
    Infrastructure.clearInterceptors();
  }

  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final PostgresEventStorageEngine engine;
  private final EventStore store;
  private final Attempts attempts;
  private final Locks locks;
  private final Policy policy;

  Replica(Database database, Clock clock) {
    this(database, clock, Story.POLICY);
  }

  Replica(Database database, Clock clock, Policy policy) {
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(8))
            .connectingTo(
                new PgConnectOptions()
                    .setHost("localhost")
                    .setPort(database.port())
                    .setDatabase(database.name())
                    .setUser(database.service().user())
                    .setPassword(database.service().password())
                    .setCachePreparedStatements(true))
            .using(vertx)
            .build();
    engine = new PostgresEventStorageEngine(vertx, pool);
    store = new DecidingEventStore(engine, TYPES, clock);
    var policies = new Policies(policy, store, clock);
    attempts = new Attempts(store, policies, new Spraying(store, policies, clock), clock);
    locks = new Locks(store, clock);
    this.policy = policy;
  }

  CompletableFuture<ToPermit> ask(Permit command) {
    return heard(attempts.handle(command, Map.of()).subscribeAsCompletionStage());
  }

  CompletableFuture<ToReport> tell(Report command) {
    return heard(attempts.handle(command, Map.of()).subscribeAsCompletionStage());
  }

  /// What a caller hears: the answer, or that the line is dead. On a thread of nobody's: one that
  /// went on with an event loop of this replica would die with it.
  private <A> CompletableFuture<A> heard(CompletableFuture<A> answer) {
    var heard = new CompletableFuture<A>();
    var _ =
        answer.whenCompleteAsync(
            (value, fault) -> {
              if (fault == null) {
                heard.complete(value);
              } else {
                heard.completeExceptionally(fault);
              }
            },
            Hands::run);
    var _ =
        gone.whenCompleteAsync(
            (_, _) -> heard.completeExceptionally(new IllegalStateException("it is gone")),
            Hands::run);
    return heard;
  }

  AccountStatus status(AccountKey account) {
    return locks.status(account, policy).await().indefinitely();
  }

  /// Stores an event, as another room of the service does.
  void put(Object event) {
    put(List.of(event));
  }

  void put(List<?> events) {
    store.append(Map.of(), events).toCompletableFuture().join();
  }

  /// What looks for spraying over a week; to be started and closed.
  Projection slowSpraying() {
    return new SlowSpraying(store).projection(engine, TYPES);
  }

  List<StoredEvent> read(Boundary boundary) {
    return store.read(boundary).toCompletableFuture().join();
  }

  @Override
  public void close() {
    gone.complete(true);
    engine.close();
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
