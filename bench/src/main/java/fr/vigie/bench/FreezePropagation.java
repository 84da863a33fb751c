package fr.vigie.bench;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long somebody who has been frozen still gets in (law 7): from the freeze's commit to the
/// first refusal, on each of three replicas, each asked every ten milliseconds: often enough to see
/// it, seldom enough not to be what is measured. The replica that takes the freeze changes from one
/// to the next.
///
/// The commit lies between the request and its answer. So two figures: from the answer, which comes
/// after the commit, and from the request, which comes before: the truth lies between them.
final class FreezePropagation {

  private static final int REPLICAS = 3;
  private static final int WARM_UP = 30;
  private static final int TIMES = 200;
  private static final double LIMIT_MILLIS = 300;
  private static final long EVERY_NANOS = 10_000_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Report report;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Double> fromRequest = new ArrayList<>();
  private final List<Double> fromAnswer = new ArrayList<>();

  FreezePropagation(Report report) {
    this.report = report;
  }

  /// When a freeze was asked for, and when it was answered.
  private record Asked(long before, long after) {}

  void run(Stage stage) throws Exception {
    var issuer = TestIssuer.running();
    var database = stage.database("lockout");
    var settings = LockoutBench.settings(issuer);
    var replicas = new ArrayList<String>();
    for (var i = 0; i < REPLICAS; i++) {
      replicas.add(stage.start("lockout-service", database, settings).url());
    }
    try (var threads = Executors.newFixedThreadPool(REPLICAS)) {
      for (var i = 0; i < WARM_UP + TIMES; i++) {
        once(issuer, replicas, i, threads);
        if (i + 1 == WARM_UP) {
          fromRequest.clear();
          fromAnswer.clear();
        }
      }
    }
    figures("from-commit-at-the-latest", fromAnswer);
    figures("from-request", fromRequest);
  }

  private void once(TestIssuer issuer, List<String> replicas, int number, ExecutorService threads)
      throws Exception {
    var account = UUID.randomUUID().toString();
    var token = issuer.token(Person.advisor(account).with("security-officer"));
    var officer =
        issuer.token(Person.advisor(UUID.randomUUID().toString()).with("security-officer"));
    for (var replica : replicas) {
      if (status(replica, token) != 400) {
        throw new IllegalStateException("somebody who is not frozen was refused");
      }
    }
    var seen = new ArrayList<Future<Long>>();
    for (var replica : replicas) {
      Callable<Long> watch = () -> firstRefusal(replica, token);
      seen.add(threads.submit(watch));
    }
    var asked = freeze(replicas.get(number % REPLICAS), officer, account);
    for (var one : seen) {
      var refused = one.get();
      fromRequest.add((refused - asked.before()) / 1e6);
      fromAnswer.add(Math.max(0, refused - asked.after()) / 1e6);
    }
  }

  private long firstRefusal(String replica, String token) throws Exception {
    var end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      if (status(replica, token) == 403) {
        return System.nanoTime();
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
    throw new IllegalStateException("not refused in 30 s");
  }

  // A question that is refused as unreadable by whoever is let in, so that only the guard counts.
  private int status(String replica, String token) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(replica + "/v1/freezes?state=none"))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private Asked freeze(String replica, String officer, String account)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(replica + "/v1/freezes"))
            .header("Authorization", "Bearer " + officer)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"scope\":\"account\",\"target\":\"%s\",\"cause\":\"ordered\"}"
                        .formatted(account)))
            .build();
    var before = System.nanoTime();
    var answer = http.send(request, BodyHandlers.discarding());
    var after = System.nanoTime();
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("not frozen: " + answer.statusCode());
    }
    return new Asked(before, after);
  }

  private void figures(String from, List<Double> millis) {
    var sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    var metric = "freeze-propagation-" + from;
    report.figure(metric + "-p50", at(sorted, 0.50), "ms");
    report.figure(metric + "-p99", at(sorted, 0.99), "ms", "limit", LIMIT_MILLIS);
    report.figure(metric + "-max", Arrays.stream(sorted).max().orElseThrow(), "ms");
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }
}
