package fr.vigie.identity;

import com.nimbusds.jose.JOSEException;
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
import fr.vigie.identity.platform.Parameters;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A ProConnect over HTTP, as its documentation describes it: authorization code, ES256, `idp_id`
/// in the user info alone, and an error for every parameter it does not know. It authenticates
/// whoever [#visitor] is, and says of them what a test wants said.
public final class FakeProConnect implements QuarkusTestResourceLifecycleManager {

  static final String CLIENT_SECRET = "proconnect-secret-for-tests-0123456789ab";

  /// Whom it authenticates, and how.
  ///
  /// @param acr null: it says nothing of it
  record Visitor(String idp, String sub, @Nullable String acr, List<String> amr) {}

  private static final Set<String> PARAMETERS =
      Set.of(
          "client_id",
          "response_type",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "claims",
          "prompt",
          "idp_hint",
          "login_hint",
          "siret_hint",
          "code_challenge",
          "code_challenge_method");

  static volatile Visitor visitor = new Visitor("idp-1", "sub-1", "eidas2", List.of());

  /// What is done to the ID token before it is signed.
  static volatile UnaryOperator<JWTClaimsSet.Builder> tamper = UnaryOperator.identity();

  /// Signs with a key nobody published.
  static volatile boolean foreignKey;

  /// The user info's `sub`, where it is to be another than the ID token's.
  static volatile @Nullable String otherSubject;

  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final ECKey key = key("proconnect-1");
  private final ECKey foreign = key("proconnect-1");
  private final HttpServer http;
  private final String issuer;

  /// Starts it.
  public FakeProConnect() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    issuer = "http://localhost:" + http.getAddress().getPort();
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/.well-known/openid-configuration", this::discovery);
    http.createContext(
        "/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.createContext("/userinfo", this::userInfo);
    http.start();
  }

  static void isItselfAgain() {
    visitor = new Visitor("idp-1", "sub-1", "eidas2", List.of());
    tamper = UnaryOperator.identity();
    foreignKey = false;
    otherSubject = null;
  }

  @Override
  public Map<String, String> start() {
    // Known twice, so that an answer to one can be shown to the other.
    return Map.of(
        "vigie.identity.federation.second.issuer", issuer,
        "vigie.identity.federation.second.label", "Second",
        "vigie.identity.federation.second.client-id", "vigie",
        "vigie.identity.federation.second.client-secret", CLIENT_SECRET,
        "vigie.identity.federation.proconnect.issuer", issuer,
        "vigie.identity.federation.proconnect.label", "ProConnect",
        "vigie.identity.federation.proconnect.client-id", "vigie",
        "vigie.identity.federation.proconnect.client-secret", CLIENT_SECRET,
        "vigie.identity.federation.proconnect.idp-claim", "idp_id");
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
        "token_endpoint":"%1$s/token","userinfo_endpoint":"%1$s/userinfo",
        "response_types_supported":["code"],"subject_types_supported":["public"],
        "id_token_signing_alg_values_supported":["ES256"]}
        """
            .formatted(issuer));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var asked = Parameters.parse(exchange.getRequestURI().getRawQuery());
    var all = new ConcurrentHashMap<String, String>();
    for (var name : PARAMETERS) {
      asked.one(name).ifPresent(value -> all.put(name, value));
    }
    var unknown =
        URI.create("?" + exchange.getRequestURI().getRawQuery()).getQuery().split("&").length
            != all.size();
    if (unknown
        || all.getOrDefault("state", "").length() < 32
        || all.getOrDefault("nonce", "").length() < 32
        || !"S256".equals(all.get("code_challenge_method"))
        || !all.getOrDefault("claims", "").contains("\"essential\":true")) {
      json(exchange, 400, "{\"error\":\"Y000400\"}");
      return;
    }
    var code = UUID.randomUUID().toString();
    codes.put(code, all);
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "%s?code=%s&state=%s&iss=%s"
                .formatted(all.get("redirect_uri"), code, all.get("state"), issuer));
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    var form =
        Parameters.parse(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var granted = codes.remove(form.one("code").orElse(""));
    if (granted == null
        || !granted.getOrDefault("redirect_uri", "none").equals(form.one("redirect_uri").orElse(""))
        || !granted
            .getOrDefault("code_challenge", "none")
            .equals(s256(form.one("code_verifier").orElse("")))) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(visitor.sub())
            .audience("vigie")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)))
            .claim("nonce", granted.get("nonce"))
            .claim("amr", visitor.amr())
            .claim("acr", visitor.acr());
    json(
        exchange,
        200,
        new JsonObject()
            .put("access_token", UUID.randomUUID().toString())
            .put("token_type", "Bearer")
            .put("expires_in", 60)
            .put("id_token", signed(tamper.apply(claims).build()))
            .encode());
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var sub = otherSubject;
    json(
        exchange,
        200,
        new JsonObject()
            .put("sub", sub == null ? visitor.sub() : sub)
            .put("idp_id", visitor.idp())
            .encode());
  }

  private String signed(JWTClaimsSet claims) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new ECDSASigner(foreignKey ? foreign : key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
