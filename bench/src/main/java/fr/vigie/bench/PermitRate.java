package fr.vigie.bench;

import static fr.vigie.bench.Calls.median;
import static fr.vigie.bench.Calls.percentile;

import fr.vigie.embedded.Database;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.testkit.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Permits at the room's own door, as decisions over the events of account, device, network and
/// policy, beside what one would write without any of it: `update ... where n < 5`, one row an
/// account, 64 connections, each call a transaction of its own, on the same server, in turns. Both
/// answer when it is durable.
final class PermitRate {

  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 5);
  private static final long ROUND_MILLIS = Long.getLong("vigie.bench.millis", 4_000);
  private static final long WARM_UP_MILLIS = 3 * ROUND_MILLIS;
  private static final int CONNECTIONS = 64;
  private static final int REPLICAS = 3;
  private static final double LIMIT_MILLIS = 25;
  private static final String UPDATE =
      "update guess_count set n = n + 1 where account = $1 and n < 5 returning n";
  private static final String TAKE_BACK = "update guess_count set n = n - 1 where account = $1";

  private final Report report;
  private final Vertx vertx = Vertx.vertx();

  PermitRate(Report report) {
    this.report = report;
  }

  void run(Stage stage) throws Exception {
    var database = stage.database("permits");
    // It migrates, and ends: what it sends on to Kafka afterwards is not what a permit waits for.
    stage
        .start("lockout-service", database, LockoutBench.settings(TestIssuer.running()))
        .process()
        .close();
    prepare(stage, database);
    var peers = Pools.of(vertx, database, CONNECTIONS);
    var replicas = new ArrayList<AttemptsReplica>();
    for (var i = 0; i < REPLICAS; i++) {
      replicas.add(new AttemptsReplica(database));
    }
    try {
      distinct(replicas.getFirst(), peers, stage.postgres().process().pid());
      hot(replicas, peers);
    } finally {
      replicas.forEach(AttemptsReplica::close);
      peers.close().toCompletionStage().toCompletableFuture().join();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
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

  /// Each guess at an account of its own.
  private void distinct(AttemptsReplica replica, Pool peers, long server) throws Exception {
    var ours = new Calls(number -> permit(replica, key(number)));
    var theirs = new Calls(number -> update(peers, UPDATE, key(number)));
    ours.closed(WARM_UP_MILLIS);
    theirs.closed(WARM_UP_MILLIS);
    var mine = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    var latencies = new ArrayList<Long>();
    var jvm = new ArrayList<Double>();
    var database = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      var jvmBefore = Cpu.ofThisProcess();
      var databaseBefore = Cpu.ofFamily(server);
      var one = ours.closed(ROUND_MILLIS);
      jvm.add((Cpu.ofThisProcess() - jvmBefore) / one.nanos().size());
      database.add((Cpu.ofFamily(server) - databaseBefore) / one.nanos().size());
      var other = theirs.closed(ROUND_MILLIS);
      mine.add(one.perSecond());
      peer.add(other.perSecond());
      ratios.add(one.perSecond() / other.perSecond());
      latencies.addAll(one.nanos());
    }
    report.figure("permit-64", median(mine), "permits/s", "update", median(peer));
    report.figure("permit-vs-update", median(ratios), "ratio");
    report.figure("permit-64-p50", percentile(latencies, 0.50), "ms");
    report.figure("permit-64-p99", percentile(latencies, 0.99), "ms");
    report.figure("permit-64-cpu-jvm", median(jvm), "µs/permit");
    report.figure("permit-64-cpu-server", median(database), "µs/permit");
    var half = ours.steady(median(mine) / 2, 2 * ROUND_MILLIS);
    report.figure("permit-half-load-p50", percentile(half, 0.50), "ms");
    report.figure("permit-half-load-p99", percentile(half, 0.99), "ms", "limit", LIMIT_MILLIS);
  }

  /// All at one account, at one replica and at three that race: a permit and its right secret, over
  /// and over; who finds all five places taken asks again. And at an account that is locked, where
  /// each guess is refused. Every answer counts, the refusals too.
  private void hot(List<AttemptsReplica> replicas, Pool peers) throws Exception {
    var account = key(999_999);
    var theirs =
        new Calls(_ ->
            update(peers, UPDATE, account)
                .thenCompose(updated ->
                    updated
                        ? update(peers, TAKE_BACK, account)
                        : CompletableFuture.completedFuture(true)));
    var peer = rounds(theirs);
    var one = new Calls(_ -> signIn(replicas.getFirst(), key(999_998)));
    report.figure("permit-hot", rounds(one), "answers/s", "update", peer);
    var three = new Calls(number -> signIn(replicas.get(number % REPLICAS), key(999_997)));
    report.figure("permit-hot-three-replicas", rounds(three), "answers/s", "update", peer);
    lock(replicas.getFirst(), key(999_996));
    var refused =
        new Calls(number ->
            replicas
                .get(number % REPLICAS)
                .ask(AttemptsReplica.guess(key(999_996)))
                .thenApply(answer -> !(answer instanceof Permitted)));
    report.figure("refused-hot-three-replicas", rounds(refused), "refusals/s", "update", peer);
  }

  private static double rounds(Calls calls) throws Exception {
    calls.closed(ROUND_MILLIS);
    var rates = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      rates.add(calls.closed(ROUND_MILLIS).perSecond());
    }
    return median(rates);
  }

  private static String key(int number) {
    return "account-%012d".formatted(number % 1_000_000);
  }

  private static CompletableFuture<Boolean> permit(AttemptsReplica replica, String account) {
    return replica.ask(AttemptsReplica.guess(account)).thenApply(Permitted.class::isInstance);
  }

  private static CompletableFuture<Boolean> signIn(AttemptsReplica replica, String account) {
    var guess = AttemptsReplica.guess(account);
    return replica
        .ask(guess)
        .thenCompose(answer ->
            answer instanceof Permitted
                ? replica.tell(guess, Outcome.RIGHT).thenApply(_ -> true)
                : CompletableFuture.completedFuture(true));
  }

  // Guesses that nobody reports fill the measure: nobody else is permitted any for a minute.
  private static void lock(AttemptsReplica replica, String account) {
    for (var guess = 0; guess < 5; guess++) {
      replica.ask(AttemptsReplica.guess(account)).join();
    }
  }

  private static CompletableFuture<Boolean> update(Pool pool, String sql, String account) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(account))
        .map(rows -> rows.rowCount() == 1)
        .toCompletionStage()
        .toCompletableFuture();
  }
}
