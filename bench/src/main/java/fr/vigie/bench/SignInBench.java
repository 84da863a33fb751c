package fr.vigie.bench;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import fr.vigie.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// Sign-ins with password and one-time code through identity-service's pages, to the tokens, with
/// lockout-service asked and told each time and every event durable; beside them the bare Argon2id
/// library at the same cost, in the same minutes on the same processors (goal P1). Client, two
/// services, PostgreSQL and Kafka share the machine.
final class SignInBench {

  static final String NAME = "sign-in";

  private static final int ACCOUNTS = 300;
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration FLOOR = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(15);
  private static final long STEP_SECONDS = 30;
  // OWASP's cost, as identity-service hashes.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final String LOCKOUT_KEY = "lockout-key-0123456789-0123456789-0123";
  private static final String LAUNCHER_KEY = "launcher-key-0123456789-0123456789-012";
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final Report report;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLongArray lastSteps = new AtomicLongArray(ACCOUNTS);

  SignInBench(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    try (var stage = Stage.open()) {
      var port = Ports.free();
      var issuer = "http://localhost:" + port;
      var lockout =
          stage.start(
              "lockout-service",
              stage.database("lockout"),
              Map.of(
                  "quarkus.oidc.auth-server-url",
                  issuer,
                  "vigie.identity.url",
                  issuer,
                  "vigie.lockout.devices.key",
                  KEY,
                  "vigie.lockout.identity.key",
                  LOCKOUT_KEY,
                  "vigie.service-keys.identity-service",
                  LOCKOUT_KEY));
      var identity =
          stage.start(
              "identity-service",
              stage.database("identity"),
              identity(port, issuer, lockout.url()));
      load(issuer);
      signIns(issuer, WARM_UP, new ArrayList<>());
      rounds(issuer, identity.process().pid(), lockout.process().pid());
    }
  }

  private static Map<String, String> identity(int port, String issuer, String lockout) {
    var client = "vigie.identity.clients." + Visitor.CLIENT + ".";
    return Map.of(
        "quarkus.http.port",
        Integer.toString(port),
        "vigie.identity.url",
        issuer,
        "vigie.identity.account-key",
        KEY,
        "vigie.identity.credential-key",
        KEY,
        "vigie.identity.lockout-key",
        LOCKOUT_KEY,
        "vigie.lockout.url",
        lockout,
        "vigie.service-keys.launcher",
        LAUNCHER_KEY,
        client + "secret",
        Visitor.CLIENT_SECRET,
        client + "redirect-uris",
        Visitor.CALLBACK);
  }

  private void load(String issuer) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (var i = 0; i < ACCOUNTS; i++) {
      lines
          .append(
              """
              {"account":"%s","login":"%s","displayName":"Camille","password":"%s",\
              "totpSecret":"%s","organisation":"FT","agency":"FT-01","roles":["advisor"]}\
              """
                  .formatted(UUID.randomUUID(), login(i), Visitor.PASSWORD, Visitor.SECRET))
          .append('\n');
    }
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(issuer + "/admin/v1/accounts/import"))
                .header("Authorization", "Vigie-Service launcher " + LAUNCHER_KEY)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the accounts were not taken: " + answer.body());
    }
  }

  // Floor and sign-ins take turns, so that a busy moment of the machine is shared by both.
  private void rounds(String issuer, long identity, long lockout) throws Exception {
    var hashes = 0.0;
    var signIns = 0.0;
    var identityMicros = 0.0;
    var lockoutMicros = 0.0;
    var times = Collections.synchronizedList(new ArrayList<Long>());
    for (var round = 0; round < ROUNDS; round++) {
      hashes += hashes(FLOOR) / ROUNDS;
      var before = Cpu.ofFamily(identity);
      var lockoutBefore = Cpu.ofFamily(lockout);
      signIns += signIns(issuer, ROUND, times) / ROUNDS;
      identityMicros += Cpu.ofFamily(identity) - before;
      lockoutMicros += Cpu.ofFamily(lockout) - lockoutBefore;
    }
    report.figure("sign-in-vs-argon2", signIns, "sign-ins/s", "bare Argon2id", hashes);
    var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    report.figure("sign-in-p50", millis(sorted, 0.50), "ms");
    report.figure("sign-in-p99", millis(sorted, 0.99), "ms");
    report.figure("sign-in-cpu-identity", identityMicros / sorted.length / 1_000, "ms");
    report.figure("sign-in-cpu-lockout", lockoutMicros / sorted.length / 1_000, "ms");
    report.figure("sign-in-rss-identity", residentMib(identity), "MiB");
  }

  /// Hashes a second of the bare library, on as many threads as identity-service hashes on.
  private static double hashes(Duration during) throws Exception {
    var password = Visitor.PASSWORD.getBytes(StandardCharsets.UTF_8);
    var salt = new byte[16];
    return perSecond(
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        during,
        () -> {
          Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, 32)
              .rawHash(PASSES, MEMORY_KIB, 1, password, salt);
          return true;
        });
  }

  private double signIns(String issuer, Duration during, List<Long> times) throws Exception {
    return perSecond(
        CLIENTS,
        during,
        () -> {
          var started = System.nanoTime();
          var account = Math.floorMod(turn.getAndIncrement(), ACCOUNTS);
          var step = step(account);
          if (step.isEmpty()) {
            return false;
          }
          new Visitor(http, issuer).signIn(login(account), step.getAsLong());
          times.add(System.nanoTime() - started);
          return true;
        });
  }

  // A code is good once, and the one before and the one after the present are taken too: three
  // sign-ins of an account in half a minute.
  private java.util.OptionalLong step(int account) {
    var now = Instant.now().getEpochSecond() / STEP_SECONDS;
    var next = lastSteps.updateAndGet(account, last -> Math.max(last + 1, now - 1));
    if (next <= now + 1) {
      return java.util.OptionalLong.of(next);
    }
    lastSteps.set(account, now + 1);
    return java.util.OptionalLong.empty();
  }

  private static double perSecond(int threads, Duration during, Callable<Boolean> work)
      throws Exception {
    var end = System.nanoTime() + during.toNanos();
    var started = System.nanoTime();
    var done = 0;
    try (var pool = Executors.newFixedThreadPool(threads)) {
      Callable<Integer> worker =
          () -> {
            var count = 0;
            while (System.nanoTime() < end) {
              count += work.call() ? 1 : 0;
            }
            return count;
          };
      for (var each : pool.invokeAll(Collections.nCopies(threads, worker))) {
        done += each.get();
      }
    }
    return done * 1e9 / (System.nanoTime() - started);
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1e6;
  }

  private static double residentMib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .flatMap(line -> Arrays.stream(line.split("\\s+", -1)))
        .filter(word -> word.matches("[0-9]+"))
        .mapToDouble(kib -> Double.parseDouble(kib) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static String login(int account) {
    return "bench-%03d".formatted(account);
  }
}
