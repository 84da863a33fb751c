package fr.vigie.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.embedded.Database;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.kit.Deeds;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
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
import fr.vigie.testkit.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Permits at the room's own door, as decisions over the events of account, device, network and
/// policy, beside what one would write without any of it: `update ... where n < 5`, one row an
/// account, 64 connections, each call a transaction of its own, on the same server, in turns. Both
/// answer when it is durable.
final class PermitRate {

  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 5);
  private static final long ROUND_MILLIS = Long.getLong("vigie.bench.millis", 4_000);
  private static final long WARM_UP_MILLIS = 3 * ROUND_MILLIS;
  private static final int CALLERS = 64;
  private static final double LIMIT_MILLIS = 25;
  private static final String UPDATE =
      "update guess_count set n = n + 1 where account = $1 and n < 5 returning n";
  private static final String TAKE_BACK = "update guess_count set n = n - 1 where account = $1";

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

  private final Report report;
  private final Vertx vertx = Vertx.vertx();

  PermitRate(Report report) {
    this.report = report;
  }

  void run(Stage stage) throws Exception {
    var database = stage.database("permits");
    stage.start("lockout-service", database, LockoutBench.settings(TestIssuer.running()));
    prepare(stage, database);
    var pool = pool(database, 16);
    var peers = pool(database, CALLERS);
    try (var engine = new PostgresEventStorageEngine(vertx, pool)) {
      var attempts = attempts(engine);
      distinct(attempts, peers);
      hot(attempts, peers);
    } finally {
      pool.close().toCompletionStage().toCompletableFuture().join();
      peers.close().toCompletionStage().toCompletableFuture().join();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Attempts attempts(PostgresEventStorageEngine engine) {
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
    return new Attempts(store, policies, new Spraying(store, policies, clock), clock);
  }

  private static void prepare(Stage stage, Database database) throws Exception {
    try (var owner = stage.postgres().connect(database.name(), database.owner());
        var statement = owner.createStatement()) {
      statement.execute("create table guess_count (account text primary key, n int not null)");
      statement.execute(
          "insert into guess_count select 'account-' || lpad(i::text, 12, '0'), 0"
              + " from generate_series(0, 999999) i");
      statement.execute("grant select, update on guess_count to " + database.service().user());
      statement.execute("analyze guess_count");
    }
  }

  private Pool pool(Database database, int size) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(size))
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
  }

  /// Each guess at an account of its own.
  private void distinct(Attempts attempts, Pool peers) throws Exception {
    IntFunction<CompletableFuture<Boolean>> ours = number -> permit(attempts, key(number));
    IntFunction<CompletableFuture<Boolean>> theirs = number -> update(peers, UPDATE, key(number));
    var offset = new int[2];
    closed(ours, WARM_UP_MILLIS, offset, 0);
    closed(theirs, WARM_UP_MILLIS, offset, 1);
    var mine = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    var latencies = new ArrayList<Long>();
    for (var round = 0; round < ROUNDS; round++) {
      var one = closed(ours, ROUND_MILLIS, offset, 0);
      var other = closed(theirs, ROUND_MILLIS, offset, 1);
      mine.add(one.perSecond());
      peer.add(other.perSecond());
      ratios.add(one.perSecond() / other.perSecond());
      latencies.addAll(one.nanos());
    }
    report.figure("permit-64", median(mine), "permits/s", "update", median(peer));
    report.figure("permit-vs-update", median(ratios), "ratio");
    report.figure("permit-64-p50", percentile(latencies, 0.50), "ms");
    report.figure("permit-64-p99", percentile(latencies, 0.99), "ms");
    var half = steady(ours, median(mine) / 2, 2 * ROUND_MILLIS, offset);
    report.figure("permit-half-load-p50", percentile(half, 0.50), "ms");
    report.figure("permit-half-load-p99", percentile(half, 0.99), "ms", "limit", LIMIT_MILLIS);
  }

  /// All at one account: a permit and its right secret, over and over; who finds all five places
  /// taken asks again. Every answer counts, the refusals too.
  private void hot(Attempts attempts, Pool peers) throws Exception {
    var account = key(999_999);
    IntFunction<CompletableFuture<Boolean>> ours =
        _ -> signIn(attempts, account).thenApply(_ -> true);
    IntFunction<CompletableFuture<Boolean>> theirs =
        _ ->
            update(peers, UPDATE, account)
                .thenCompose(updated ->
                    updated
                        ? update(peers, TAKE_BACK, account)
                        : CompletableFuture.completedFuture(true));
    var offset = new int[2];
    closed(ours, ROUND_MILLIS, offset, 0);
    closed(theirs, ROUND_MILLIS, offset, 1);
    var mine = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      mine.add(closed(ours, ROUND_MILLIS, offset, 0).perSecond());
      peer.add(closed(theirs, ROUND_MILLIS, offset, 1).perSecond());
    }
    report.figure("permit-hot", median(mine), "answers/s", "update", median(peer));
  }

  private static String key(int number) {
    return "account-%012d".formatted(number % 1_000_000);
  }

  private static CompletableFuture<Boolean> permit(Attempts attempts, String account) {
    return attempts
        .handle(guess(account), Map.of("actor", "identity-service"))
        .subscribeAsCompletionStage()
        .thenApply(Permitted.class::isInstance);
  }

  private static CompletableFuture<Boolean> signIn(Attempts attempts, String account) {
    var guess = guess(account);
    return attempts
        .handle(guess, Map.of("actor", "identity-service"))
        .subscribeAsCompletionStage()
        .thenCompose(answer ->
            answer instanceof Permitted
                ? attempts
                    .handle(
                        new AttemptCommand.Report(
                            guess.attempt(), guess.account(), Outcome.RIGHT, "none"),
                        Map.of("actor", "identity-service"))
                    .subscribeAsCompletionStage()
                    .thenApply(_ -> true)
                : CompletableFuture.completedFuture(false));
  }

  // A stranger, so that the network's failures are in the boundary too.
  private static Permit guess(String account) {
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

  private static CompletableFuture<Boolean> update(Pool pool, String sql, String account) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(account))
        .map(rows -> rows.rowCount() == 1)
        .toCompletionStage()
        .toCompletableFuture();
  }

  private record Round(double perSecond, List<Long> nanos) {}

  /// 64 callers, each one call after the other; those that were let in count.
  private static Round closed(
      IntFunction<CompletableFuture<Boolean>> call, long millis, int[] offset, int side)
      throws Exception {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    var nanos = new ConcurrentLinkedQueue<Long>();
    var next = new AtomicInteger(offset[side]);
    var all = new ArrayList<CompletableFuture<Boolean>>();
    var begun = System.nanoTime();
    for (var caller = 0; caller < CALLERS; caller++) {
      var done = new CompletableFuture<Boolean>();
      all.add(done);
      again(call, next, end, nanos, done);
    }
    for (var one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    offset[side] = next.get();
    return new Round(nanos.size() / ((System.nanoTime() - begun) / 1e9), new ArrayList<>(nanos));
  }

  private static void again(
      IntFunction<CompletableFuture<Boolean>> call,
      AtomicInteger next,
      long end,
      ConcurrentLinkedQueue<Long> nanos,
      CompletableFuture<Boolean> done) {
    var before = System.nanoTime();
    if (before >= end) {
      done.complete(true);
      return;
    }
    var _ =
        call.apply(next.getAndIncrement())
            .whenCompleteAsync(
                (letIn, fault) -> {
                  if (fault != null) {
                    done.completeExceptionally(fault);
                    return;
                  }
                  if (letIn) {
                    nanos.add(System.nanoTime() - before);
                  }
                  again(call, next, end, nanos, done);
                },
                ForkJoinPool.commonPool());
  }

  /// Calls at a set rate, whatever the answers take.
  private List<Long> steady(
      IntFunction<CompletableFuture<Boolean>> call, double rate, long millis, int[] offset)
      throws Exception {
    var nanos = new ConcurrentLinkedQueue<Long>();
    var calls = (int) (rate * millis / 1_000);
    var all = new ArrayList<CompletableFuture<Boolean>>(calls);
    var begun = System.nanoTime();
    for (var number = 0; number < calls; number++) {
      var due = begun + (long) (number * 1e9 / rate);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      all.add(call.apply(offset[0]++).whenComplete((_, _) -> nanos.add(System.nanoTime() - due)));
    }
    for (var one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    return new ArrayList<>(nanos);
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double percentile(List<Long> nanos, double share) {
    var sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
  }
}
