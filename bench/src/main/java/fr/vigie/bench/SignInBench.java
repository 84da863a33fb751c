package fr.vigie.bench;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import fr.vigie.bench.Application.Tokens;
import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.Ports;
import fr.vigie.testkit.TestKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sign-ins with password and one-time code, and with a passkey, from an application's request to
/// its tokens; tokens refreshed with a proof of the key they are bound to; tokens asked about. With
/// lockout-service asked and told each time and every event durable. Beside them, in turns, the
/// bare Argon2id library at the same cost (P1), and, where it is asked for, Keycloak on the same
/// PostgreSQL (P1, P2). Client, services, PostgreSQL and Kafka share the machine.
final class SignInBench {

  static final String NAME = "sign-in";

  private static final int CLIENTS = 4;
  private static final int MACHINES = 16;
  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 5);
  private static final Duration ROUND =
      Duration.ofMillis(Long.getLong("vigie.bench.millis", 10_000));
  private static final Duration WARM_UP = ROUND.multipliedBy(2);
  // OWASP's cost, as identity-service hashes.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final String LOCKOUT_KEY = "lockout-key-0123456789-0123456789-0123";
  private static final String LAUNCHER_KEY = "launcher-key-0123456789-0123456789-012";
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final Path ARCHIVE =
      Path.of("bench", "target", "peers", "keycloak-quarkus-dist.tar.gz");

  private final Report report;
  private final boolean besideKeycloak;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Cpus cpus = new Cpus();

  /// @param peer to run beside, if any
  SignInBench(Report report, Optional<String> peer) {
    this.report = report;
    this.besideKeycloak = peer.filter(Keycloak.NAME::equals).isPresent();
  }

  /// What is done to one provider, and what came of it.
  private final class Side {

    private final Application application;
    private final Application bound;
    private final Doors.Door door;
    private final List<Tokens> held = new ArrayList<>();
    private final Staff staff = new Staff();
    private final Tally signIns = new Tally();
    private final Tally refreshes = new Tally();
    private final Tally questions = new Tally();
    private String access = "";

    Side(String issuer, boolean ours) throws Exception {
      var metadata = Application.discover(http, issuer);
      application = new Application(http, metadata, null);
      bound = new Application(http, metadata, new TestKey());
      door = ours ? Doors.ours(http, issuer, application) : Doors.keycloaks(http, application);
      var keyed = ours ? Doors.ours(http, issuer, bound) : Doors.keycloaks(http, bound);
      for (var i = 0; i < MACHINES; i++) {
        held.add(keyed.enter(staff.next().orElseThrow()));
      }
    }

    void signIn(Tally load, Duration during) throws Exception {
      load.round(
          CLIENTS,
          during,
          _ -> {
            var turn = staff.next();
            if (turn.isPresent()) {
              access = door.enter(turn.get()).access();
            }
            return turn.isPresent();
          });
    }

    void refresh(Tally load, Duration during) throws Exception {
      load.round(
          MACHINES,
          during,
          client -> {
            held.set(client, bound.refresh(held.get(client).refresh()));
            return true;
          });
    }

    void ask(Tally load, Duration during) throws Exception {
      access = door.enter(staff.next().orElseThrow()).access();
      load.round(
          MACHINES,
          during,
          _ -> {
            application.introspect(access);
            return true;
          });
    }

    void warmUp() throws Exception {
      signIn(new Tally(), WARM_UP);
      refresh(new Tally(), WARM_UP);
      ask(new Tally(), ROUND);
    }
  }

  void run() throws Exception {
    try (var stage = Stage.open();
        var keycloak = besideKeycloak ? Keycloak.start(ARCHIVE, stage, MEMORY_KIB, PASSES) : null) {
      var port = Ports.free();
      var issuer = "http://localhost:" + port;
      var lockout = stage.start("lockout-service", stage.database("lockout"), lockout(issuer));
      var identity =
          stage.start(
              "identity-service",
              stage.database("identity"),
              identity(port, issuer, lockout.url()));
      load(issuer);
      var ours = new Side(issuer, true);
      var theirs = keycloak == null ? null : new Side(keycloak.issuer(), false);
      ours.warmUp();
      if (theirs != null) {
        theirs.warmUp();
      }
      cpus.watch("identity", identity.process());
      cpus.watch("lockout", lockout.process());
      cpus.watch("postgres", stage.postgres().process());
      cpus.watch("kafka", stage.kafka().process());
      rounds(issuer, ours, theirs, keycloak == null ? null : keycloak.process());
      report.figure("sign-in-rss-identity", Memory.residentMib(identity.process()), "MiB");
    }
  }

  // All take turns, so that a busy moment of the machine is shared.
  private void rounds(
      String issuer, Side ours, @Nullable Side theirs, @Nullable ChildProcess keycloak)
      throws Exception {
    var hashes = new Tally();
    var passkeys = new Tally();
    var passkey = new SoftPasskey(issuer);
    Doors.enrol(http, issuer, ours.staff.next().orElseThrow(), passkey);
    var passkeyDoor = Doors.passkey(http, issuer, ours.application, passkey);
    var theirMicros = 0.0;
    for (var round = 0; round < ROUNDS; round++) {
      hash(hashes);
      cpus.during(() -> ours.signIn(ours.signIns, ROUND));
      if (theirs != null && keycloak != null) {
        var before = Cpu.ofFamily(keycloak.pid());
        theirs.signIn(theirs.signIns, ROUND);
        theirMicros += Cpu.ofFamily(keycloak.pid()) - before;
      }
      ours.refresh(ours.refreshes, ROUND);
      if (theirs != null) {
        theirs.refresh(theirs.refreshes, ROUND);
      }
      ours.ask(ours.questions, ROUND);
      if (theirs != null) {
        theirs.ask(theirs.questions, ROUND);
      }
      passkeys.round(
          CLIENTS,
          ROUND,
          _ -> {
            passkeyDoor.enter(new Staff.Turn("", ""));
            return true;
          });
    }
    tell("sign-in", ours.signIns, "sign-ins/s");
    report.figure(
        "sign-in-vs-argon2",
        ours.signIns.perSecond(),
        "sign-ins/s",
        "bare Argon2id",
        hashes.perSecond());
    cpus.tell(report, "sign-in-cpu-", ours.signIns.count());
    tell("passkey-sign-in", passkeys, "sign-ins/s");
    tell("refresh-dpop", ours.refreshes, "refreshes/s");
    tell("introspection", ours.questions, "questions/s");
    if (theirs != null && keycloak != null) {
      beside(ours, theirs);
      report.figure("keycloak-cpu", theirMicros / theirs.signIns.count() / 1_000, "ms");
      report.figure("keycloak-rss", Memory.residentMib(keycloak), "MiB");
    }
    new ProofCheck(report).run();
  }

  private void tell(String metric, Tally load, String unit) {
    report.figure(metric, load.perSecond(), unit);
    report.figure(metric + "-p50", load.millis(0.50), "ms");
    report.figure(metric + "-p99", load.millis(0.99), "ms");
  }

  private void beside(Side ours, Side theirs) {
    tell("keycloak-sign-in", theirs.signIns, "sign-ins/s");
    report.figure(
        "sign-in-vs-keycloak",
        ours.signIns.perSecond(),
        "sign-ins/s",
        Keycloak.NAME,
        theirs.signIns.perSecond());
    report.figure(
        "refresh-vs-keycloak",
        ours.refreshes.perSecond(),
        "refreshes/s",
        Keycloak.NAME,
        theirs.refreshes.perSecond());
    report.figure(
        "introspection-vs-keycloak",
        ours.questions.perSecond(),
        "questions/s",
        Keycloak.NAME,
        theirs.questions.perSecond());
  }

  /// Hashes of the bare library, on as many threads as identity-service hashes on.
  private static void hash(Tally load) throws Exception {
    var password = Staff.PASSWORD.getBytes(StandardCharsets.UTF_8);
    var salt = new byte[16];
    load.round(
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        ROUND.dividedBy(2),
        _ -> {
          Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, 32)
              .rawHash(PASSES, MEMORY_KIB, 1, password, salt);
          return true;
        });
  }

  private static Map<String, String> lockout(String issuer) {
    return Map.of(
        "quarkus.oidc.auth-server-url",
        issuer,
        "vigie.identity.url",
        issuer,
        "vigie.lockout.devices.key",
        KEY,
        "vigie.lockout.identity.key",
        LOCKOUT_KEY,
        "vigie.service-keys.identity-service",
        LOCKOUT_KEY);
  }

  private static Map<String, String> identity(int port, String issuer, String lockout) {
    var client = "vigie.identity.clients." + Application.ID + ".";
    return Map.ofEntries(
        Map.entry("quarkus.http.port", Integer.toString(port)),
        Map.entry("vigie.identity.url", issuer),
        Map.entry("vigie.identity.account-key", KEY),
        Map.entry("vigie.identity.credential-key", KEY),
        Map.entry("vigie.identity.lockout-key", LOCKOUT_KEY),
        Map.entry("vigie.lockout.url", lockout),
        Map.entry("vigie.one-machine", "true"),
        Map.entry("vigie.service-keys.launcher", LAUNCHER_KEY),
        Map.entry("vigie.service-keys.lockout-service", LOCKOUT_KEY),
        Map.entry(client + "secret", Application.SECRET),
        Map.entry(client + "introspects", "true"),
        Map.entry(client + "redirect-uris", Application.CALLBACK));
  }

  private void load(String issuer) throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(issuer + "/admin/v1/accounts/import"))
                .header("Authorization", "Vigie-Service launcher " + LAUNCHER_KEY)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(Staff.lines()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the accounts were not taken: " + answer.body());
    }
  }
}
