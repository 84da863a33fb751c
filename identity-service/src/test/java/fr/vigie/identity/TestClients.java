package fr.vigie.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// More applications than web-front: one that proves itself by a key, one of which only the digest
/// of its secret is known, one that has to show a key, and the ear with which web-front hears of
/// sessions that end.
public final class TestClients implements QuarkusTestResourceLifecycleManager {

  static final ECKey KEY = key();
  static final String WATCHER_SECRET = "watcher-secret-for-tests-0123456789abc";
  static final String BOUND_SECRET = "bound-secret-for-tests-0123456789abcde";

  static final String PUSHED_WITH = "Bearer push-secret-for-tests-0123456789abcdef";

  private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> SIGNALS = new LinkedBlockingQueue<>();

  /// How many of the next logout tokens are not taken.
  static final AtomicInteger DEAF = new AtomicInteger();

  /// How many of the next signals are not taken.
  static final AtomicInteger SIGNALS_REFUSED = new AtomicInteger();

  /// How often somebody came to where those who are not taken are sent.
  static final AtomicInteger SENT_ON = new AtomicInteger();

  private @Nullable HttpServer http;

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next logout token of this session; those of others are of other tests.
  static SignedJWT heardOf(String sid) {
    return next(HEARD, token -> sid.equals(claims(token).getClaim("sid")));
  }

  /// The next security event token about this account.
  static SignedJWT signalOf(String account) {
    return next(
        SIGNALS, token -> String.valueOf(claims(token).getClaim("sub_id")).contains(account));
  }

  private static JWTClaimsSet claims(SignedJWT token) {
    try {
      return token.getJWTClaimsSet();
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static SignedJWT next(BlockingQueue<String> queue, Predicate<SignedJWT> wanted) {
    try {
      while (true) {
        var token = queue.poll(20, TimeUnit.SECONDS);
        if (token == null) {
          throw new AssertionError("no token came");
        }
        var parsed = SignedJWT.parse(token);
        if (wanted.test(parsed)) {
          return parsed;
        }
      }
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/back-channel", TestClients::hear);
    http.createContext("/signals", TestClients::take);
    http.createContext(
        "/inner",
        exchange -> {
          SENT_ON.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    http.start();
    var clients = "vigie.identity.clients.";
    var all = new HashMap<>(settings(clients));
    all.putAll(
        Map.of(
            clients + "watcher.signals.poll",
            "true",
            clients + "keyed.signals.poll",
            "true",
            clients + "bound.signals.push-uri",
            "http://localhost:" + http.getAddress().getPort() + "/signals",
            clients + "bound.signals.push-authorization",
            PUSHED_WITH,
            clients + "pusher.secret",
            BOUND_SECRET + "-pusher",
            clients + "pusher.par",
            "true",
            clients + "pusher.redirect-uris",
            FakeLockout.CALLBACK));
    return all;
  }

  private Map<String, String> settings(String clients) {
    return Map.of(
        clients + "web-front.back-channel-logout-uri",
        "http://localhost:" + Objects.requireNonNull(http).getAddress().getPort() + "/back-channel",
        clients + "keyed.keys",
        new JWKSet(KEY.toPublicJWK()).toString(),
        clients + "keyed.redirect-uris",
        FakeLockout.CALLBACK,
        clients + "watcher.secret-digest",
        java.util.HexFormat.of()
            .formatHex(new fr.vigie.identity.platform.Opaque(WATCHER_SECRET).digest()),
        clients + "watcher.introspects",
        "true",
        clients + "bound.secret",
        BOUND_SECRET,
        clients + "bound.dpop",
        "true");
  }

  private static void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (DEAF.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        sendOn(exchange);
        return;
      }
      HEARD.add(
          fr.vigie.identity.platform.Parameters.parse(body).one("logout_token").orElseThrow());
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      if (!PUSHED_WITH.equals(headers.getFirst("Authorization"))
          || !"application/secevent+jwt".equals(headers.getFirst("Content-Type"))) {
        exchange.sendResponseHeaders(401, -1);
      } else if (SIGNALS_REFUSED.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        sendOn(exchange);
      } else {
        SIGNALS.add(body);
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  // Not taken, and told to take it elsewhere: to where only the inside of the network leads.
  private static void sendOn(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/inner");
    exchange.sendResponseHeaders(307, -1);
  }

  @Override
  public void stop() {
    if (http != null) {
      http.stop(0);
    }
  }
}
