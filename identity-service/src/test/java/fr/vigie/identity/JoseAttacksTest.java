package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.vigie.identity.key.SigningKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// ATTACKS 17: everything that has been tried on JWTs, on the access token at userinfo and at
/// introspection. Cases are made here, of the kinds that Project Wycheproof lists for JWS.
@QuarkusTest
class JoseAttacksTest extends ServiceTest {

  @Inject SigningKeys keys;

  private String good() {
    TestClock.NOW.advance(Duration.ofSeconds(61));
    var application = application();
    return Application.tokens(
            application.change(
                application.codeOf(application.signIn(browser(), anAdvisor("alice")))))
        .getOIDCTokens()
        .getAccessToken()
        .getValue();
  }

  private void assertRefused(String what, String token) {
    var told = browser().get("/userinfo", "Authorization", "Bearer " + token);
    assertThat(told.statusCode()).as(what).isEqualTo(401);
    assertThat(told.body()).as(what).isEmpty();
    if (token.length() < 2_000 && !token.isBlank()) {
      var form = new LinkedHashMap<String, String>();
      form.put("token", token);
      var basic =
          Base64.getEncoder()
              .encodeToString(
                  ("watcher:" + TestClients.WATCHER_SECRET).getBytes(StandardCharsets.UTF_8));
      var introspected = browser().post("/introspection", form, "Authorization", "Basic " + basic);
      assertThat(introspected.body()).as(what).isEqualTo("{\"active\":false}");
    }
  }

  @Test
  void another_header_or_signature_makes_it_worthless() throws Exception {
    var token = good();
    var jwt = SignedJWT.parse(token);
    var parts = token.split("\\.", -1);
    var signature = Base64URL.from(parts[2]).decode();
    var all = new LinkedHashMap<String, String>();
    for (var alg : List.of("none", "None", "nOnE", "", "ES384", "ES256K", "EdDSA", "RS256")) {
      all.put("alg " + alg, headed(jwt, header -> header.put("alg", alg)));
      all.put("alg, unsigned " + alg, cut(headed(jwt, header -> header.put("alg", alg))));
    }
    all.put("unsigned", cut(token));
    all.put("crit", headed(jwt, header -> header.put("crit", List.of("x"))));
    all.put(
        "b64", headed(jwt, header -> header.putAll(Map.of("b64", false, "crit", List.of("b64")))));
    all.put("kid of a path", headed(jwt, header -> header.put("kid", "../../../dev/null")));
    all.put("kid of SQL", headed(jwt, header -> header.put("kid", "x' or '1'='1")));
    all.put("typ", headed(jwt, header -> header.put("typ", "JWT")));
    all.put("zero signature", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
    all.put("no signature bytes", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[0]));
    all.put("order as r and s", parts[0] + "." + parts[1] + "." + Base64URL.encode(orders()));
    all.put("r is zero", parts[0] + "." + parts[1] + "." + with(signature, 0, new byte[32]));
    all.put("s is zero", parts[0] + "." + parts[1] + "." + with(signature, 32, new byte[32]));
    all.put("r and s are one", parts[0] + "." + parts[1] + "." + Base64URL.encode(ones()));
    all.put("r and s changed places", parts[0] + "." + parts[1] + "." + swapped(signature));
    all.put("shorter", parts[0] + "." + parts[1] + "." + Base64URL.encode(half(signature)));
    all.put("padded", token + "==");
    all.put(
        "in another alphabet", parts[0] + "." + parts[1] + "." + parts[2].replaceAll("^.", "+"));
    all.put("with a dot more", parts[0] + ".." + parts[1] + "." + parts[2]);
    all.put("longer", parts[0] + "." + parts[1] + "." + Base64URL.encode(longer(signature)));
    all.put(
        "in DER",
        parts[0]
            + "."
            + parts[1]
            + "."
            + Base64URL.encode(ECDSA.transcodeSignatureToDER(signature)));
    all.put("four parts", token + ".x");
    all.put("two parts", parts[0] + "." + parts[1]);
    all.put("five parts", token + ".x.y");
    all.put("other claims", parts[0] + "." + Base64URL.encode("{\"sub\":\"x\"}") + "." + parts[2]);
    all.put("long", "a".repeat(12_000));

    all.forEach(this::assertRefused);
    assertThat(refusalsOf("unknown")).contains("token-refused");
  }

  @Test
  void a_key_that_comes_with_it_is_not_believed() throws Exception {
    var jwt = SignedJWT.parse(good());
    var own = new ECKeyGenerator(Curve.P_256).keyID(jwt.getHeader().getKeyID()).generate();
    var claims = jwt.getJWTClaimsSet();
    var published = keys.ring().await().indefinitely().published().getKeys().getFirst().toECKey();

    assertRefused("own key", signed(own, claims, _ -> {}));
    assertRefused("own key in the header", signed(own, claims, h -> h.jwk(own.toPublicJWK())));
    var hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(published.getKeyID())
                .build(),
            claims);
    hmac.sign(new MACSigner(published.toECPublicKey().getEncoded()));
    assertRefused("public key as secret", hmac.serialize());
  }

  /// Nobody is asked for a key: a listener at the address hears nothing.
  @Test
  void an_address_in_it_is_never_gone_to() throws Exception {
    var jwt = SignedJWT.parse(good());
    var own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var there = URI.create("http://localhost:" + listener.getLocalPort() + "/jwks");

      assertRefused("jku", signed(own, jwt.getJWTClaimsSet(), header -> header.jwkURL(there)));
      assertRefused("x5u", signed(own, jwt.getJWTClaimsSet(), header -> header.x509CertURL(there)));

      listener.setSoTimeout(50);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
    }
  }

  /// Well signed by our own key, and still not an access token for anybody here.
  @Test
  void our_own_signature_under_other_claims_opens_nothing() throws Exception {
    var claims = SignedJWT.parse(good()).getJWTClaimsSet().toJSONObject();
    var ours = keys.ring().await().indefinitely().current();
    var now = TestClock.NOW.instant().getEpochSecond();

    for (var change :
        List.<Map<String, Object>>of(
            Map.of("iss", "http://localhost:1"),
            Map.of("iss", claims.get("iss") + "/"),
            Map.of("aud", List.of("elsewhere")),
            Map.of("aud", List.of()),
            Map.of("exp", now - 120),
            Map.of("exp", "tomorrow"),
            Map.of("nbf", now + 3_600),
            Map.of("acr", "urn:vigie:acr:one-factor"),
            Map.of("sid", UUID.randomUUID().toString()))) {
      var changed = new HashMap<>(claims);
      changed.putAll(change);
      assertRefused(change.toString(), ours.sign("at+jwt", changed));
    }
    for (var missing : List.of("iss", "aud", "exp", "sub", "sid", "acr")) {
      var changed = new HashMap<>(claims);
      changed.remove(missing);
      assertRefused("without " + missing, ours.sign("at+jwt", changed));
    }
    for (var type : List.of("JWT", "logout+jwt", "secevent+jwt", "at+jwt;x", "")) {
      assertRefused("typ " + type, ours.sign(type, claims));
    }
  }

  /// A name that stands twice is read in two ways by two readers; and what is too long is not read.
  @Test
  void a_header_that_says_a_thing_twice_or_a_megabyte_of_token_is_refused() throws Exception {
    var jwt = SignedJWT.parse(good());
    var header = jwt.getHeader().toString();
    var parts = jwt.serialize().split("\\.", -1);

    assertRefused(
        "a header twice",
        Base64URL.encode(header.substring(0, header.length() - 1) + ",\"alg\":\"none\"}")
            + "."
            + parts[1]
            + ".");
    var basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("watcher:" + TestClients.WATCHER_SECRET).getBytes(StandardCharsets.UTF_8));
    var huge =
        browser()
            .postRaw("/introspection", "token=" + "a".repeat(1_000_000), "Authorization", basic);
    assertThat(huge.statusCode()).isIn(400, 413);
    assertThat(
            browser()
                .get("/userinfo", "Authorization", "Bearer " + "a".repeat(60_000))
                .statusCode())
        .isIn(400, 401, 431);
  }

  private static String signed(ECKey key, JWTClaimsSet claims, Consumer<JWSHeader.Builder> change)
      throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID());
    change.accept(header);
    var jwt = new SignedJWT(header.build(), claims);
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  // The same claims and signature under another header.
  private static String headed(SignedJWT jwt, Consumer<Map<String, Object>> change) {
    var header = new HashMap<>(jwt.getHeader().toJSONObject());
    change.accept(header);
    var parts = jwt.serialize().split("\\.", -1);
    return Base64URL.encode(new JsonObject(header).encode()) + "." + parts[1] + "." + parts[2];
  }

  private static String cut(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static byte[] orders() {
    var order = Curve.P_256.toECParameterSpec().getOrder().toByteArray();
    var both = new byte[64];
    System.arraycopy(order, order.length - 32, both, 0, 32);
    System.arraycopy(order, order.length - 32, both, 32, 32);
    return both;
  }

  private static Base64URL with(byte[] signature, int at, byte[] other) {
    var changed = signature.clone();
    System.arraycopy(other, 0, changed, at, other.length);
    return Base64URL.encode(changed);
  }

  private static Base64URL swapped(byte[] signature) {
    var changed = new byte[64];
    System.arraycopy(signature, 0, changed, 32, 32);
    System.arraycopy(signature, 32, changed, 0, 32);
    return Base64URL.encode(changed);
  }

  private static byte[] ones() {
    var both = new byte[64];
    both[31] = 1;
    both[63] = 1;
    return both;
  }

  private static byte[] half(byte[] signature) {
    return Arrays.copyOf(signature, 32);
  }

  private static byte[] longer(byte[] signature) {
    return Arrays.copyOf(signature, signature.length + 1);
  }
}
