package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.kit.dpop.Proofs;
import fr.vigie.testkit.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// ATTACKS 14: tokens that are bound to a key (RFC 9449), where they are given.
@QuarkusTest
class KeyBoundTest extends ServiceTest {

  private final TestKey key = new TestKey();

  @BeforeEach
  void time_goes_on() {
    TestClock.NOW.advance(Duration.ofSeconds(61));
  }

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private String proof(TestKey by, String path, UnaryOperator<JWTClaimsSet.Builder> change) {
    return by.proof("POST", base() + path, TestClock.NOW.instant(), change);
  }

  private String nonce() {
    var answer = token(Map.of("grant_type", "refresh_token"), proof(key, "/token", c -> c));
    return answer.headers().firstValue("DPoP-Nonce").orElseThrow();
  }

  private String fresh(TestKey by) {
    return proof(by, "/token", claims -> claims.claim("nonce", nonce()));
  }

  private HttpResponse<String> token(Map<String, String> form, String... proofs) {
    return sent("/token", basic("web-front", FakeLockout.CLIENT_SECRET), form, proofs);
  }

  private HttpResponse<String> sent(
      String path, String client, Map<String, String> form, String... proofs) {
    var headers = new ArrayList<>(List.of("Authorization", client));
    for (var proof : proofs) {
      headers.add("DPoP");
      headers.add(proof);
    }
    return browser().post(path, form, headers.toArray(String[]::new));
  }

  private Map<String, String> codeGrant(Application application, Person person) {
    return codeGrant(
        application, application.codeOf(application.signIn(browser(), person)).getValue());
  }

  private static Map<String, String> codeGrant(Application application, String code) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        FakeLockout.CALLBACK,
        "code_verifier",
        application.verifier.getValue());
  }

  private static Map<String, String> refreshGrant(JsonObject tokens) {
    return Map.of(
        "grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token"));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  private static String error(HttpResponse<String> answer) {
    return json(answer).getString("error");
  }

  private JsonObject tokens(Person person) {
    var answer = token(codeGrant(application(), person), fresh(key));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  @Test
  void tokens_are_bound_to_the_key_that_was_shown() throws Exception {
    var grant = codeGrant(application(), anAdvisor("alice"));

    var first = token(grant, proof(key, "/token", claims -> claims));
    var second = token(grant, fresh(key));

    assertThat(first.statusCode()).isEqualTo(400);
    assertThat(error(first)).isEqualTo("use_dpop_nonce");
    assertThat(json(second).getString("token_type")).isEqualTo("DPoP");
    var claims = SignedJWT.parse(json(second).getString("access_token")).getJWTClaimsSet();
    assertThat(claims.getJSONObjectClaim("cnf")).containsEntry("jkt", key.thumbprint());
    assertThat(second.headers().firstValue("DPoP-Nonce")).isPresent();
    var told =
        json(
            sent(
                "/introspection",
                basic("web-front", FakeLockout.CLIENT_SECRET),
                Map.of("token", json(second).getString("access_token"))));
    assertThat(told.getString("token_type")).isEqualTo("DPoP");
    assertThat(told.getJsonObject("cnf").getString("jkt")).isEqualTo(key.thumbprint());
  }

  @Test
  void a_proof_is_good_once() {
    var grant = codeGrant(application(), anAdvisor("alice"));
    var proof = fresh(key);
    token(Map.of("grant_type", "refresh_token", "refresh_token", "x"), proof);

    var again = token(grant, proof);

    assertThat(error(again)).isEqualTo("invalid_dpop_proof");
    assertThat(refusalsOf("web-front")).contains("dpop-proof-replayed");
  }

  @Test
  void false_proofs_are_refused_with_an_event() {
    var grant = Map.of("grant_type", "refresh_token", "refresh_token", "x");
    var good = fresh(key);

    for (var bad :
        List.of(
            "x",
            proof(key, "/par", claims -> claims),
            key.proof("GET", base() + "/token", TestClock.NOW.instant(), claims -> claims),
            key.proof(
                "POST",
                base() + "/token",
                TestClock.NOW.instant().minusSeconds(31),
                claims -> claims))) {
      assertThat(error(token(grant, bad))).as(bad).isEqualTo("invalid_dpop_proof");
    }
    assertThat(error(token(grant, good, good))).isEqualTo("invalid_dpop_proof");
    assertThat(refusalsOf("web-front"))
        .contains("dpop-proof-other-request", "dpop-proof-time", "dpop-proof-doubled");
  }

  @Test
  void a_refresh_token_is_worth_nothing_with_another_key_or_none_and_stays_good() {
    var alice = anAdvisor("alice");
    var tokens = tokens(alice);

    assertThat(error(token(refreshGrant(tokens), fresh(new TestKey())))).isEqualTo("invalid_grant");
    assertThat(error(token(refreshGrant(tokens)))).isEqualTo("invalid_grant");

    var anew = token(refreshGrant(tokens), fresh(key));
    assertThat(anew.statusCode()).as(anew.body()).isEqualTo(200);
    assertThat(refusalsOf("web-front")).contains("refresh-token-of-another");
    assertThat(eventsOf(alice)).noneMatch(SessionEnded.class::isInstance);
  }

  @Test
  void a_code_asked_for_with_a_key_is_worth_nothing_without() {
    var application = application();
    var form = new LinkedHashMap<String, String>();
    application
        .request()
        .build()
        .toParameters()
        .forEach((name, values) -> form.put(name, values.getFirst()));
    var pushed =
        sent(
            "/par",
            basic("web-front", FakeLockout.CLIENT_SECRET),
            form,
            proof(key, "/par", claims -> claims.claim("nonce", nonce())));
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
    var browser = browser();
    var page =
        browser.follow(
            browser.get(
                "/authorize?client_id=web-front&request_uri="
                    + Browser.encode(json(pushed).getString("request_uri"))));
    var code = application.codeOf(application.signIn(browser, anAdvisor("alice"), page)).getValue();

    var swapped = token(codeGrant(application, code), fresh(new TestKey()));

    assertThat(error(swapped)).isEqualTo("invalid_grant");
    assertThat(refusalsOf("web-front")).contains("dpop-key-swapped");
  }

  @Test
  void an_application_that_has_to_show_a_key_gets_nothing_without() {
    var answer =
        sent(
            "/token",
            basic("bound", TestClients.BOUND_SECRET),
            Map.of("grant_type", "refresh_token", "refresh_token", "x"));

    assertThat(error(answer)).isEqualTo("invalid_dpop_proof");
    assertThat(refusalsOf("bound")).contains("dpop-proof-missing");
  }

  @Test
  void userinfo_tells_nothing_to_whoever_has_not_the_key() {
    var access = tokens(anAdvisor("alice")).getString("access_token");
    UnaryOperator<JWTClaimsSet.Builder> bound =
        claims -> claims.claim("ath", Proofs.digest(access)).claim("nonce", nonce());
    var now = TestClock.NOW.instant();
    var proof = key.proof("GET", base() + "/userinfo", now, bound);

    assertThat(userinfo("Bearer " + access)).isEqualTo(401);
    assertThat(userinfo("DPoP " + access)).isEqualTo(401);
    assertThat(
            userinfo(
                "DPoP " + access,
                "DPoP",
                new TestKey().proof("GET", base() + "/userinfo", now, bound)))
        .isEqualTo(401);
    assertThat(userinfo("DPoP " + access, "DPoP", proof)).isEqualTo(200);
    assertThat(userinfo("DPoP " + access, "DPoP", proof)).isEqualTo(401);
  }

  private int userinfo(String authorization, String... more) {
    var headers = new ArrayList<>(List.of("Authorization", authorization));
    headers.addAll(List.of(more));
    return browser().get("/userinfo", headers.toArray(String[]::new)).statusCode();
  }
}
