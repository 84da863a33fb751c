package fr.vigie.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.vigie.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A lockout-service over HTTP, and this service's settings beside it. Counts like the real one:
/// five failures lock an account key for strangers, no more permits are open than guesses are left,
/// a completed sign-in makes its device known, whose guesses are counted apart.
public final class FakeLockout implements QuarkusTestResourceLifecycleManager {

  static final String KEY = "lockout-key-for-tests-0123456789abcdef";

  /// What lockout-service shows.
  static final String LOCKOUT_KEY = "lockout-key-for-tests-00123456789abcdef";

  static final String LAUNCHER_KEY = "launcher-key-for-tests-0123456789abcdef";
  static final String DIRECTORY_TOKEN = "directory-token-for-tests-0123456789abc";
  static final String CLIENT_SECRET = "web-front-secret-for-tests-0123456789";
  static final String CALLBACK = "http://localhost:8080/signed-in";
  static final String SIGNED_OUT = "http://localhost:8080/signed-out";

  /// How it behaves.
  enum Mood {
    WELL,
    /// Answers 503.
    AWAY,
    /// Gives permits, and takes no outcome.
    DEAF
  }

  /// An outcome it was told.
  record Outcome(String account, String outcome, boolean completed) {}

  private record Count(int open, int failed) {

    boolean locked() {
      return failed >= LIMIT;
    }

    boolean full() {
      return open + failed >= LIMIT;
    }
  }

  private static final int LIMIT = 5;
  private static final Count NONE = new Count(0, 0);
  private static volatile Mood mood = Mood.WELL;
  private static final Map<String, Count> COUNTS = new ConcurrentHashMap<>();
  private static final List<Outcome> TOLD = new CopyOnWriteArrayList<>();
  private static final List<JsonObject> ASKED = new CopyOnWriteArrayList<>();
  private static final Map<String, String> PERMITTED = new ConcurrentHashMap<>();

  private static final AtomicReference<Runnable> BEFORE = new AtomicReference<>(() -> {});

  private @Nullable HttpServer http;

  static void is(Mood now) {
    mood = now;
  }

  /// What happens while it is being told the next outcome.
  static void onceBeforeItTakesAnOutcome(Runnable happens) {
    BEFORE.set(happens);
  }

  static List<Outcome> told(String account) {
    return TOLD.stream().filter(outcome -> outcome.account().equals(account)).toList();
  }

  /// The questions it was asked about an account.
  static List<JsonObject> asked(String account) {
    return ASKED.stream().filter(asked -> asked.getString("account").equals(account)).toList();
  }

  static void lock(String account) {
    COUNTS.put(account, new Count(0, LIMIT));
  }

  @Override
  public Map<String, String> start() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/v1/attempts", FakeLockout::serve);
    http.start();
    var port = Ports.free();
    var key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    return Map.ofEntries(
        Map.entry("vigie.lockout.url", "http://localhost:" + http.getAddress().getPort()),
        Map.entry("quarkus.http.test-port", String.valueOf(port)),
        Map.entry("quarkus.management.test-port", "0"),
        Map.entry("vigie.identity.url", "http://localhost:" + port),
        Map.entry("vigie.identity.account-key", key),
        Map.entry("vigie.identity.credential-key", key),
        Map.entry("vigie.identity.lockout-key", KEY),
        Map.entry("vigie.identity.clients.web-front.secret", CLIENT_SECRET),
        Map.entry("vigie.identity.clients.web-front.redirect-uris", CALLBACK),
        Map.entry("vigie.identity.clients.web-front.post-logout-redirect-uris", SIGNED_OUT),
        Map.entry("vigie.identity.clients.other.secret", CLIENT_SECRET + "-other"),
        Map.entry("vigie.identity.clients.other.redirect-uris", "http://localhost:8070/back"),
        Map.entry(
            "vigie.identity.clients.other.post-logout-redirect-uris", "http://localhost:8070/"),
        Map.entry("vigie.one-machine", "true"),
        Map.entry("vigie.identity.passkey.models", Maker.MODEL.toString()),
        Map.entry("vigie.identity.passkey.makers", Maker.KNOWN.pem().toString()),
        Map.entry("vigie.identity.post.outbox", Outbox.FOLDER.toString()),
        Map.entry("vigie.service-keys.lockout-service", LOCKOUT_KEY),
        Map.entry(
            "vigie.identity.scim.token-digest",
            java.util.HexFormat.of()
                .formatHex(new fr.vigie.identity.platform.Opaque(DIRECTORY_TOKEN).digest())),
        Map.entry("vigie.service-keys.launcher", LAUNCHER_KEY));
  }

  @Override
  public void stop() {
    if (http != null) {
      http.stop(0);
    }
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body =
          new JsonObject(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      if (!("Vigie-Service identity-service " + KEY)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
      } else if (mood == Mood.AWAY) {
        exchange.sendResponseHeaders(503, -1);
      } else if (exchange.getRequestMethod().equals("POST")) {
        permit(exchange, body);
      } else if (mood == Mood.DEAF) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        take(exchange.getRequestURI().getPath().split("/", -1)[3], body);
        if (body.getBoolean("completed", false)) {
          send(exchange, new JsonObject().put("device", device(body.getString("account"))));
        } else {
          exchange.sendResponseHeaders(204, -1);
        }
      }
    }
  }

  private static void permit(HttpExchange exchange, JsonObject body) throws IOException {
    ASKED.add(body);
    var account = body.getString("account");
    var counted = device(account).equals(body.getString("device")) ? account + "/device" : account;
    PERMITTED.put(body.getString("attempt"), counted);
    var reason = new AtomicReference<>("");
    COUNTS.compute(
        counted,
        (_, known) -> {
          var count = known == null ? NONE : known;
          reason.set(count.locked() ? "locked" : count.full() ? "too-many-open" : "");
          return count.full() ? count : new Count(count.open() + 1, count.failed());
        });
    var answer =
        reason.get().isEmpty()
            ? new JsonObject()
                .put("decision", "permitted")
                .put("attempt", body.getString("attempt"))
                .put("expiresAt", "2026-01-05T09:01:00Z")
            : new JsonObject()
                .put("decision", reason.get().equals("locked") ? "refused" : "wait")
                .put("attempt", body.getString("attempt"))
                .put("reason", reason.get())
                .put("retryAfter", 1);
    send(exchange, answer);
  }

  /// The cookie of a device that is known to an account.
  static String device(String account) {
    return "device-of-" + account;
  }

  private static void send(HttpExchange exchange, JsonObject answer) throws IOException {
    var bytes = answer.encode().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void take(String attempt, JsonObject body) {
    BEFORE.getAndSet(() -> {}).run();
    var account = body.getString("account");
    var outcome =
        new Outcome(account, body.getString("outcome"), body.getBoolean("completed", false));
    TOLD.add(outcome);
    COUNTS.computeIfPresent(
        PERMITTED.getOrDefault(attempt, account),
        (_, count) ->
            new Count(
                count.open() - 1,
                outcome.completed()
                    ? 0
                    : outcome.outcome().equals("failed") ? count.failed() + 1 : count.failed()));
  }
}
