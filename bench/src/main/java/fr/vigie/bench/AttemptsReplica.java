package fr.vigie.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.embedded.Database;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.kit.Deeds;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptCommand;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.attempts.AttemptTags;
import fr.vigie.lockout.attempts.Attempts;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.policy.Policies;
import fr.vigie.lockout.policy.PolicyTags;
import fr.vigie.lockout.spraying.Spraying;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// The door of the room of attempts, as one replica has it, with everything of its own.
final class AttemptsReplica implements AutoCloseable {

  /// The defaults.
  private static final Policy POLICY =
      new Policy(
          5,
          10,
          10,
          1,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          Duration.ofHours(12),
          Duration.ofSeconds(60),
          Duration.ofHours(12),
          Duration.ofSeconds(1),
          new Policy.Spraying(20, 10, 50, Duration.ofMinutes(10)));

  private static final Map<String, String> ATTRIBUTES = Map.of("actor", "identity-service");

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final PostgresEventStorageEngine engine;
  private final Attempts attempts;

  AttemptsReplica(Database database) {
    pool = Pools.of(vertx, database, 16);
    engine = new PostgresEventStorageEngine(vertx, pool);
    var json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    var types =
        PolicyTags.register(AttemptTags.register(EventTypes.builder(json, Deeds::attributes)))
            .build();
    var clock = Clock.systemUTC();
    var store = new DecidingEventStore(engine, types, clock);
    var policies = new Policies(POLICY, store, clock);
    attempts = new Attempts(store, policies, new Spraying(store, policies, clock), clock);
  }

  /// A stranger's guess, so that the network's failures are in the boundary too.
  static Permit guess(String account) {
    var attempt = UUID.randomUUID();
    var network = "10." + (attempt.hashCode() & 255) + ".0.0/24";
    return new Permit(
        attempt,
        new AccountKey(account),
        Factor.PASSWORD,
        Optional.empty(),
        new Source(
            network,
            Optional.of("fingerprint-" + attempt),
            Optional.of("web-front"),
            Optional.of("FT")));
  }

  CompletableFuture<ToPermit> ask(Permit guess) {
    return attempts.handle(guess, ATTRIBUTES).subscribeAsCompletionStage();
  }

  CompletableFuture<ToReport> tell(Permit guess, Outcome outcome) {
    return attempts
        .handle(
            new AttemptCommand.Report(guess.attempt(), guess.account(), outcome, "none"),
            ATTRIBUTES)
        .subscribeAsCompletionStage();
  }

  @Override
  public void close() {
    engine.close();
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
