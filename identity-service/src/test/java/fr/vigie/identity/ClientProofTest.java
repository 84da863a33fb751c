package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An application that proves itself by a key (RFC 7523, `private_key_jwt`). Asked is for a token
/// nobody has: `invalid_grant` means that the application was believed.
@QuarkusTest
class ClientProofTest extends ServiceTest {

  @BeforeEach
  void time_goes_on() {
    TestClock.NOW.advance(java.time.Duration.ofSeconds(61));
  }

  private JWTClaimsSet.Builder claims() {
    var now = TestClock.NOW.instant();
    return new JWTClaimsSet.Builder()
        .issuer("keyed")
        .subject("keyed")
        .audience(base())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)))
        .jwtID(UUID.randomUUID().toString());
  }

  private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  private HttpResponse<String> shown(String assertion) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", "x");
    form.put("client_id", "keyed");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    return browser().post("/token", form);
  }

  private HttpResponse<String> polled(String assertion) {
    return browser()
        .postAs(
            "application/json",
            "/signals/poll",
            "{\"maxEvents\":0}",
            "Authorization",
            "Bearer " + assertion);
  }

  private static String error(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("error");
  }

  @Test
  void a_good_assertion_is_believed_once() throws Exception {
    var assertion = signed(TestClients.KEY, claims().build());

    assertThat(error(shown(assertion))).isEqualTo("invalid_grant");
    assertThat(error(shown(assertion))).isEqualTo("invalid_client");
    assertThat(refusalsOf("keyed")).contains("assertion-replayed");
  }

  /// What is no form has the assertion beside it.
  @Test
  void a_receiver_of_signals_proves_itself_by_its_key_too() throws Exception {
    var assertion = signed(TestClients.KEY, claims().build());

    assertThat(polled(assertion).statusCode()).isEqualTo(200);
    assertThat(polled(assertion).statusCode()).isEqualTo(401);
    assertThat(refusalsOf("keyed")).contains("assertion-replayed");
  }

  @Test
  void a_request_may_be_pushed_with_it_and_keeps_nothing_of_it() throws Exception {
    var application = application();
    var form = new LinkedHashMap<String, String>();
    application
        .request()
        .build()
        .toParameters()
        .forEach((name, values) -> form.put(name, values.getFirst()));
    form.put("client_id", "keyed");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", signed(TestClients.KEY, claims().build()));

    var pushed = browser().post("/par", form);

    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
  }

  @Test
  void a_bad_assertion_is_not() throws Exception {
    var stranger = new ECKeyGenerator(Curve.P_256).keyID(TestClients.KEY.getKeyID()).generate();
    var now = TestClock.NOW.instant();
    var hmac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
    hmac.sign(
        new MACSigner(
            TestClients.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    var bad =
        List.of(
            signed(stranger, claims().build()),
            signed(TestClients.KEY, claims().audience("https://elsewhere.example").build()),
            signed(TestClients.KEY, claims().audience(base() + "/token").build()),
            signed(TestClients.KEY, claims().audience(List.of(base(), "x")).build()),
            signed(TestClients.KEY, claims().issuer("web-front").build()),
            signed(TestClients.KEY, claims().subject("web-front").issuer("web-front").build()),
            signed(TestClients.KEY, claims().jwtID(null).build()),
            signed(TestClients.KEY, claims().jwtID("").build()),
            signed(TestClients.KEY, claims().expirationTime(null).build()),
            signed(
                TestClients.KEY, claims().expirationTime(Date.from(now.minusSeconds(120))).build()),
            signed(
                TestClients.KEY,
                claims().expirationTime(Date.from(now.plusSeconds(3_600))).build()),
            signed(TestClients.KEY, claims().issueTime(Date.from(now.plusSeconds(61))).build()),
            signed(TestClients.KEY, claims().notBeforeTime(Date.from(now.plusSeconds(62))).build()),
            hmac.serialize(),
            new PlainJWT(claims().build()).serialize(),
            "x",
            "..");

    for (var assertion : bad) {
      var answer = shown(assertion);
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
      assertThat(error(answer)).as(assertion).isIn("invalid_client", "invalid_request");
      assertThat(polled(assertion).statusCode()).as(assertion).isEqualTo(401);
    }
    assertThat(refusalsOf("keyed")).contains("client-not-proven");
  }

  @Test
  void a_key_does_not_open_what_has_a_secret_nor_the_other_way_round() throws Exception {
    var answer =
        browser()
            .post(
                "/token",
                Map.of("grant_type", "refresh_token", "refresh_token", "x"),
                "Authorization",
                "Basic "
                    + java.util.Base64.getEncoder()
                        .encodeToString(
                            ("keyed:" + FakeLockout.CLIENT_SECRET)
                                .getBytes(StandardCharsets.UTF_8)));

    assertThat(error(answer)).isEqualTo("invalid_client");
  }
}
