package fr.vigie.bench;

import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.interfaces.PwHash;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.Ports;
import fr.vigie.testkit.SoftAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sign-ins with password and one-time code, and with a passkey, from an application's request to
/// its tokens; tokens refreshed with a proof of the key they are bound to; tokens asked about. With
/// lockout-service asked and told each time and every event durable. Beside them, in turns, the
/// bare Argon2id library at the same cost (P1), and, where it is asked for, Keycloak on the same
/// PostgreSQL (P1, P2). Client, services, PostgreSQL and Kafka share the machine.
final class SignInBench {

  static final String NAME = "sign-in";

  private static final String US = "identity";

  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 5);
  private static final Duration ROUND =
      Duration.ofMillis(Long.getLong("vigie.bench.millis", 10_000));
  private static final Duration WARM_UP =
      Duration.ofMillis(Long.getLong("vigie.bench.warmup", 45_000));
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

  /// @param peer to run beside, if any
  SignInBench(Report report, Optional<String> peer) {
    this.report = report;
    this.besideKeycloak = peer.filter(Keycloak.NAME::equals).isPresent();
  }

  void run() throws Exception {
    try (var stage = Stage.open();
        var keycloak = besideKeycloak ? Keycloak.start(ARCHIVE, stage, MEMORY_KIB, PASSES) : null) {
      var port = Ports.free();
      var issuer = "http://localhost:" + port;
      var lockout =
          stage.start(
              "lockout-service", stage.database("lockout"), lockout(issuer), Container.words());
      var identity =
          stage.start(
              "identity-service",
              stage.database("identity"),
              identity(port, issuer, lockout.url()),
              Container.words());
      load(issuer);
      var ours =
          new Side(
              http,
              issuer,
              true,
              servers(stage, Map.of(US, identity.process(), "lockout", lockout.process())));
      var theirs =
          keycloak == null
              ? null
              : new Side(
                  http,
                  keycloak.issuer(),
                  false,
                  Map.of(
                      Keycloak.NAME, keycloak.process(), "postgres", stage.postgres().process()));
      ours.warmUp(WARM_UP);
      if (theirs != null) {
        theirs.warmUp(WARM_UP);
      }
      rounds(issuer, ours, theirs);
      report.figure("sign-in-rss-identity", Memory.residentMib(identity.process()), "MiB");
      if (keycloak != null) {
        report.figure("keycloak-rss", Memory.residentMib(keycloak.process()), "MiB");
      }
    }
    new ProofCheck(report).run();
  }

  private static Map<String, ChildProcess> servers(Stage stage, Map<String, ChildProcess> more) {
    var servers = new TreeMap<>(more);
    servers.put("postgres", stage.postgres().process());
    servers.put("kafka", stage.kafka().process());
    return servers;
  }

  // All take turns, so that a busy moment of the machine is shared.
  private void rounds(String issuer, Side ours, @Nullable Side theirs) throws Exception {
    var hashes = new Chore(Map.of());
    var passkeys = new Tally();
    var passkey = new SoftAuthenticator(issuer, "localhost");
    Doors.enrol(http, issuer, ours.staff().next().orElseThrow(), passkey);
    var passkeyDoor = Doors.passkey(http, issuer, ours.application(), passkey);
    for (var round = 0; round < ROUNDS; round++) {
      hash(hashes);
      ours.signIn(ROUND);
      if (theirs != null) {
        theirs.signIn(ROUND);
      }
      ours.refresh(ROUND);
      if (theirs != null) {
        theirs.refresh(ROUND);
      }
      ours.ask(ROUND.dividedBy(2));
      if (theirs != null) {
        theirs.ask(ROUND.dividedBy(2));
      }
      passkeys.round(
          4,
          ROUND.dividedBy(2),
          _ -> {
            passkeyDoor.enter(new Staff.Turn("", ""));
            return true;
          });
    }
    besideArgon2(ours, hashes);
    tell("passkey-sign-in", passkeys, "sign-ins/s");
    ours.refreshes().tell(report, "refresh-dpop", "refreshes/s");
    ours.questions().tell(report, "introspection", "questions/s");
    if (theirs != null) {
      beside(ours, theirs);
    }
  }

  private void besideArgon2(Side ours, Chore hashes) {
    ours.signIns().tell(report, "sign-in", "sign-ins/s");
    report.figure(
        "sign-in-vs-argon2",
        ours.signIns().perSecond(),
        "sign-ins/s",
        "bare Argon2id",
        hashes.perSecond());
    report.figure(
        "sign-in-per-core-vs-argon2",
        ours.signIns().perSecondOf(US),
        "sign-ins per processor second of identity-service",
        "bare Argon2id",
        hashes.perClientSecond());
  }

  private void tell(String metric, Tally load, String unit) {
    report.figure(metric, load.perSecond(), unit);
    report.figure(metric + "-p50", load.millis(0.50), "ms");
    report.figure(metric + "-p99", load.millis(0.99), "ms");
  }

  private void beside(Side ours, Side theirs) {
    theirs.signIns().tell(report, "keycloak-sign-in", "sign-ins/s");
    theirs.refreshes().tell(report, "keycloak-refresh", "refreshes/s");
    beside("sign-in", "sign-ins", ours.signIns(), theirs.signIns());
    beside("refresh", "refreshes", ours.refreshes(), theirs.refreshes());
    beside("introspection", "questions", ours.questions(), theirs.questions());
  }

  // Twice: as a client sees it who shares the machine, and for the servers' processor time alone.
  private void beside(String what, String many, Chore ours, Chore theirs) {
    report.figure(
        what + "-vs-keycloak", ours.perSecond(), many + "/s", Keycloak.NAME, theirs.perSecond());
    report.figure(
        what + "-per-core-vs-keycloak",
        ours.perServerSecond(),
        many + " per processor second of all servers",
        Keycloak.NAME,
        theirs.perServerSecond());
  }

  /// Hashes of the bare library, on as many threads as identity-service hashes on.
  private static void hash(Chore load) throws Exception {
    var password = Staff.PASSWORD.getBytes(StandardCharsets.UTF_8);
    var salt = new byte[PwHash.SALTBYTES];
    var memory = new NativeLong(MEMORY_KIB * 1_024L);
    var sodium =
        new SodiumJava(
            Native.extractFromResourcePath(
                    "/" + LibraryLoader.getSodiumPathInResources(),
                    SodiumJava.class.getClassLoader())
                .getAbsolutePath());
    load.round(
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        ROUND.dividedBy(2),
        _ ->
            sodium.crypto_pwhash(
                    new byte[32],
                    32,
                    password,
                    password.length,
                    salt,
                    PASSES,
                    memory,
                    PwHash.Alg.PWHASH_ALG_ARGON2ID13.getValue())
                == 0);
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
