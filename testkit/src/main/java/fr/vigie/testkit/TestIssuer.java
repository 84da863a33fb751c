package fr.vigie.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.vigie.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An OpenID provider that says what a test wants: discovery and keys over HTTP, access tokens as
/// identity-service issues them, and false ones of every kind that a service must refuse.
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

  private static final String TWO_FACTOR = "urn:vigie:acr:two-factor";
  private static final long LIFETIME_SECONDS = 300;

  private static @Nullable TestIssuer running;

  private final ECKey key = key("test-1");
  private final ECKey strangersKey = key("test-1");
  private String issuer = "";

  /// Who a token is about.
  ///
  /// @param account `sub`
  public record Person(
      String account, String login, String organisation, String agency, List<String> roles) {

    public Person {
      roles = List.copyOf(roles);
    }

    /// An advisor of the agency FT-01.
    public static Person advisor(String account) {
      return new Person(account, "advisor", "FT", "FT-01", List.of("advisor"));
    }

    /// An auditor of France Travail.
    public static Person auditor(String account) {
      return new Person(account, "auditor", "FT", "FT-01", List.of("auditor"));
    }

    public Person with(String... roles) {
      return new Person(account, login, organisation, agency, List.of(roles));
    }
  }

  /// The one that runs in this JVM.
  public static synchronized TestIssuer running() {
    if (running == null) {
      running = new TestIssuer();
      running.serve();
    }
    return running;
  }

  /// Where it is.
  public String url() {
    return issuer;
  }

  @Override
  public Map<String, String> start() {
    var url = running().url();
    return Map.of("quarkus.oidc.auth-server-url", url, "vigie.identity.url", url);
  }

  /// It stays for the next test, and ends with the JVM.
  @Override
  public void stop() {}

  private void serve() {
    try {
      var http =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
      issuer = "http://localhost:" + http.getAddress().getPort();
      http.createContext(
          "/.well-known/openid-configuration",
          exchange ->
              answer(
                  exchange,
                  """
                  {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",
                  "token_endpoint":"%1$s/token","userinfo_endpoint":"%1$s/userinfo",
                  "end_session_endpoint":"%1$s/logout","response_types_supported":["code"],
                  "subject_types_supported":["public"],
                  "id_token_signing_alg_values_supported":["ES256"]}
                  """
                      .formatted(issuer)));
      http.createContext(
          "/admin/v1/account-keys",
          exchange -> {
            var asked =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, "{\"accountKey\":\"" + accountKey(asked) + "\"}");
          });
      http.createContext(
          "/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
      http.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> http.stop(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The account key this issuer gives to an account or a login.
  public static String accountKey(String of) {
    return "key-of-"
        + of.replaceAll(".*:\"|\"}", "").replaceAll("[^A-Za-z0-9_-]", "-")
        + "-00000000";
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /// A good token.
  public String token(Person person) {
    return token(person, claims -> claims);
  }

  /// A good token but for what `change` makes of its claims.
  public String token(Person person, UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(key, "at+jwt", change.apply(claims(person)).build());
  }

  /// Well signed, and from another issuer.
  public String ofAnotherIssuer(Person person) {
    return token(person, claims -> claims.issuer("http://localhost:1"));
  }

  /// Says our issuer and our key, and another key signed it.
  public String signedByAStranger(Person person) {
    return signed(strangersKey, "at+jwt", claims(person).build());
  }

  /// Ended an hour ago.
  public String expired(Person person) {
    var past = now().minusSeconds(3_600);
    return token(
        person,
        claims ->
            claims
                .issueTime(Date.from(past.minusSeconds(LIFETIME_SECONDS)))
                .expirationTime(Date.from(past)));
  }

  /// For somebody else.
  public String forAnotherAudience(Person person) {
    return token(person, claims -> claims.audience("elsewhere"));
  }

  /// `alg: none`.
  public String unsigned(Person person) {
    return new PlainJWT(claims(person).build()).serialize();
  }

  /// The public key, which everybody knows, taken for a shared secret: HS256.
  public String signedWithThePublicKeyAsSecret(Person person) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .type(new JOSEObjectType("at+jwt"))
                  .keyID(key.getKeyID())
                  .build(),
              claims(person).build());
      jwt.sign(new MACSigner(key.toECPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Says nothing of how the person signed in.
  public String withoutTwoFactors(Person person) {
    return token(person, claims -> claims.claim("acr", null).claim("amr", null));
  }

  /// An ID token in place of an access token: `typ: JWT`.
  public String ofTheWrongKind(Person person) {
    return signed(key, "JWT", claims(person).build());
  }

  private JWTClaimsSet.Builder claims(Person person) {
    var now = now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience("vigie")
        .subject(person.account())
        .claim("client_id", "web-front")
        .claim("scope", "openid")
        .claim("sid", UUID.randomUUID().toString())
        .claim("acr", TWO_FACTOR)
        .claim("amr", List.of("pwd", "otp", "mfa"))
        .claim("auth_time", now.getEpochSecond())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)))
        .jwtID(UUID.randomUUID().toString())
        .claim("roles", person.roles())
        .claim("org", person.organisation())
        .claim("agency", person.agency())
        .claim("preferred_username", person.login());
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }

  private static String signed(ECKey key, String type, JWTClaimsSet claims) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(new JOSEObjectType(type))
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      jwt.sign(new ECDSASigner(key));
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
}
