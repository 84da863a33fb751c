package fr.vigie.front;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An OpenID provider that signs in whoever comes, as strict as identity-service about the rest:
/// the client's secret, PKCE, one use of a code and of a refresh token.
public final class SignInProvider implements QuarkusTestResourceLifecycleManager {

  static final String SECRET = "a-client-secret-of-at-least-32-characters";

  /// Who signs in.
  static final String ACCOUNT = "a0000000-0000-4000-8000-000000000001";

  private static @Nullable SignInProvider running;

  private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
  private final ECKey key;
  private final HttpServer http;
  private final String issuer;

  /// How many times tokens were renewed, and how many times with a token already used.
  final AtomicInteger renewals = new AtomicInteger();

  final AtomicInteger reuses = new AtomicInteger();

  /// What the front asked for last.
  volatile Map<String, String> lastAsked = Map.of();

  /// When the person has shown the factors; whoever asks for `max_age` has them shown now.
  volatile Instant authenticatedAt = Instant.EPOCH;

  /// How long the next tokens last.
  volatile Duration lifetime = Duration.ofMinutes(5);

  /// Starts it.
  public SignInProvider() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("sign-in-1").generate();
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    issuer = "http://localhost:" + http.getAddress().getPort();
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/.well-known/openid-configuration", this::discovery);
    http.createContext(
        "/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    http.createContext("/par", this::push);
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.start();
  }

  static SignInProvider running() {
    return Objects.requireNonNull(running);
  }

  String url() {
    return issuer;
  }

  @Override
  public Map<String, String> start() {
    running = this;
    return Map.of(
        "quarkus.oidc.auth-server-url",
        issuer,
        "vigie.identity.url",
        issuer,
        "quarkus.oidc.credentials.secret",
        SECRET,
        "vigie.front.session-key",
        Base64.getEncoder().encodeToString(new byte[32]));
  }

  @Override
  public void stop() {
    http.stop(0);
  }

  private void discovery(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
        "pushed_authorization_request_endpoint":"%1$s/par",
        "token_endpoint":"%1$s/token","end_session_endpoint":"%1$s/logout",
        "response_types_supported":["code"],"subject_types_supported":["public"],
        "id_token_signing_alg_values_supported":["ES256"]}
        """
            .formatted(issuer));
  }

  private void push(HttpExchange exchange) throws IOException {
    if (!isTheClient(exchange)) {
      json(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    var request = "urn:ietf:params:oauth:request_uri:" + UUID.randomUUID();
    pushed.put(request, form(body(exchange)));
    json(exchange, 201, "{\"request_uri\":\"%s\",\"expires_in\":60}".formatted(request));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var named = form(exchange.getRequestURI().getRawQuery()).getOrDefault("request_uri", "");
    var asked = pushed.remove(named);
    if (asked == null) {
      json(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    lastAsked = asked;
    if (asked.containsKey("max_age")) {
      authenticatedAt = Clock.systemUTC().instant();
    }
    var code = UUID.randomUUID().toString();
    codes.put(code, asked);
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "%s?code=%s&state=%s"
                .formatted(
                    asked.get("redirect_uri"),
                    code,
                    URLEncoder.encode(
                        Objects.requireNonNull(asked.get("state")), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    if (!isTheClient(exchange)) {
      json(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    var body = form(body(exchange));
    var renewal = "refresh_token".equals(body.get("grant_type"));
    var nonce = renewal ? renewed(body) : redeemed(body);
    if (nonce.isEmpty()) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var refresh = UUID.randomUUID().toString();
    refreshTokens.put(refresh, nonce);
    json(
        exchange,
        200,
        """
        {"token_type":"Bearer","expires_in":%d,"access_token":"%s","id_token":"%s",
        "refresh_token":"%s"}
        """
            .formatted(lifetime.toSeconds(), accessToken(), idToken(nonce), refresh));
  }

  private static boolean isTheClient(HttpExchange exchange) {
    var basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("web-front:" + SECRET).getBytes(StandardCharsets.UTF_8));
    return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String renewed(Map<String, String> body) {
    renewals.incrementAndGet();
    var nonce = refreshTokens.remove(body.getOrDefault("refresh_token", ""));
    if (nonce == null) {
      reuses.incrementAndGet();
      return "";
    }
    return nonce;
  }

  private String redeemed(Map<String, String> body) {
    var asked = codes.remove(body.getOrDefault("code", ""));
    if (asked == null) {
      return "";
    }
    var proven =
        "S256".equals(asked.get("code_challenge_method"))
            && sha256(body.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
    return proven ? asked.getOrDefault("nonce", "") : "";
  }

  private String accessToken() {
    return signed("at+jwt", claims().audience("vigie"));
  }

  private String idToken(String nonce) {
    return signed("JWT", claims().audience("web-front").claim("nonce", nonce));
  }

  private JWTClaimsSet.Builder claims() {
    var now = Clock.systemUTC().instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(ACCOUNT)
        .claim("sid", "session-at-the-provider")
        .claim("auth_time", authenticatedAt.getEpochSecond())
        .claim("acr", "urn:vigie:acr:two-factor")
        .claim("roles", List.of("advisor"))
        .claim("org", "FT")
        .claim("agency", "FT-01")
        .claim("preferred_username", "alice")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)))
        .jwtID(UUID.randomUUID().toString());
  }

  private String signed(String type, JWTClaimsSet.Builder claims) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType(type))
                  .keyID(key.getKeyID())
                  .build(),
              claims.build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A logout token for the session of whoever signs in here.
  ///
  /// @param other claims, or the header's `typ`, that are not what they should be
  String logoutToken(Map<String, Object> other) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience("web-front")
            .claim("sid", "session-at-the-provider")
            .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
            .issueTime(Date.from(Clock.systemUTC().instant()))
            .expirationTime(Date.from(Clock.systemUTC().instant().plusSeconds(120)))
            .jwtID(UUID.randomUUID().toString());
    other.forEach((name, value) -> {
      if (!name.equals("typ")) {
        claims.claim(name, value);
      }
    });
    return signed(String.valueOf(other.getOrDefault("typ", "logout+jwt")), claims);
  }

  private static String sha256(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
