package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other systems are told of sessions that end and factors that change.
@QuarkusTest
class SignalsTest extends ServiceTest {

  private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
  private static final String WATCHER = basic("watcher", TestClients.WATCHER_SECRET);

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  // What the tests before left unsaid is said first.
  @BeforeEach
  void others_have_been_told() {
    TestClock.NOW.advance(Duration.ofMinutes(11));
  }

  private OIDCTokens signedOut(Person person) {
    var application = application();
    var tokens =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser(), person))))
            .getOIDCTokens();
    browser().get("/logout?id_token_hint=" + tokens.getIDTokenString());
    return tokens;
  }

  private HttpResponse<String> poll(String authorization, String body) {
    return browser()
        .postAs("application/json", "/signals/poll", body, "Authorization", authorization);
  }

  private void assertSays(SignedJWT token, String receiver, Person person, OIDCTokens tokens)
      throws Exception {
    var claims = token.getJWTClaimsSet();
    var session = tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid");
    var key =
        JWKSet.parse(browser().get("/jwks").body())
            .getKeyByKeyId(token.getHeader().getKeyID())
            .toECKey();
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(token.getHeader().getType().getType()).isEqualTo("secevent+jwt");
    assertThat(claims.getIssuer()).isEqualTo(base());
    assertThat(claims.getAudience()).containsExactly(receiver);
    assertThat(claims.getClaims()).doesNotContainKeys("sub", "exp");
    assertThat(claims.getJSONObjectClaim("sub_id"))
        .containsEntry("format", "complex")
        .containsEntry("session", Map.of("format", "opaque", "id", session))
        .containsEntry(
            "user", Map.of("format", "iss_sub", "iss", base(), "sub", person.account().toString()));
    assertThat(said(token, "session-revoked").getString("initiating_entity")).isEqualTo("user");
  }

  private static JsonObject said(SignedJWT token, String type) throws Exception {
    return new JsonObject(token.getJWTClaimsSet().getJSONObjectClaim("events"))
        .getJsonObject(CAEP + type, new JsonObject());
  }

  /// ATTACKS 18: whoever keeps a session of its own for ours hears that ours has ended.
  @Test
  void an_end_is_brought_until_it_is_taken() throws Exception {
    var alice = anAdvisor("alice");
    TestClients.SIGNALS_REFUSED.set(1);

    var tokens = signedOut(alice);
    while (TestClients.SIGNALS_REFUSED.get() > 0) {
      Thread.onSpinWait();
    }
    TestClock.NOW.advance(Duration.ofMinutes(11));

    assertSays(TestClients.signalOf(alice.account().toString()), "bound", alice, tokens);
    // A receiver that sends us on does not have us knock at doors inside.
    assertThat(TestClients.SENT_ON).hasValue(0);
  }

  @Test
  void an_end_is_there_to_fetch_until_the_receiver_has_it() throws Exception {
    var alice = anAdvisor("alice");
    var tokens = signedOut(alice);
    var found = fetched(alice);

    var again = sets(poll(WATCHER, "{\"returnImmediately\":true}"));
    assertThat(again).containsKey(found.getJWTClaimsSet().getJWTID());
    assertSays(found, "watcher", alice, tokens);
    var acked = poll(WATCHER, acknowledging(found.getJWTClaimsSet().getJWTID()));
    assertThat(sets(acked)).doesNotContainKey(found.getJWTClaimsSet().getJWTID());
  }

  // Those of other tests are acknowledged on the way.
  private SignedJWT fetched(Person person) throws Exception {
    var body = "{}";
    for (var round = 0; round < 100; round++) {
      var sets = sets(poll(WATCHER, body));
      for (var set : sets.values()) {
        var token = SignedJWT.parse(set);
        if (String.valueOf(token.getJWTClaimsSet().getClaim("sub_id"))
            .contains(person.account().toString())) {
          return token;
        }
      }
      body = acknowledging(sets.keySet().toArray(String[]::new));
    }
    throw new AssertionError("nothing about " + person.account());
  }

  private static String acknowledging(String... ids) {
    return new JsonObject()
        .put("ack", new JsonArray(List.of(ids)))
        .put("returnImmediately", false)
        .encode();
  }

  private static Map<String, String> sets(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    return new JsonObject(answer.body())
        .getJsonObject("sets").stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> (String) e.getValue()));
  }

  @Test
  void a_factor_that_changes_is_told_too() throws Exception {
    var oscar = aPerson("oscar", "auditor");
    Officer.enrolled(base(), oscar);

    var token = TestClients.signalOf(oscar.account().toString());

    assertThat(said(token, "credential-change").getString("credential_type")).isEqualTo("passkey");
    assertThat(said(token, "credential-change").getString("change_type")).isEqualTo("create");
  }

  @Test
  void only_receivers_fetch() {
    assertThat(poll(basic("watcher", "wrong"), "{}").statusCode()).isEqualTo(401);
    assertThat(poll("", "{}").statusCode()).isEqualTo(401);
    assertThat(poll("Bearer " + TestClients.WATCHER_SECRET, "{}").statusCode()).isEqualTo(401);
    assertThat(
            browser()
                .postAs(
                    "application/json",
                    "/signals/poll",
                    "{}",
                    "Authorization",
                    WATCHER,
                    "Authorization",
                    WATCHER)
                .statusCode())
        .isEqualTo(400);
    assertThat(poll(basic("web-front", FakeLockout.CLIENT_SECRET), "{}").statusCode())
        .isEqualTo(400);
    assertThat(refusalsOf("web-front")).contains("not-a-receiver");
  }

  /// ATTACKS 56.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"null\"",
        "0",
        "x",
        "{\"ack\":1}",
        "{\"ack\":[1]}",
        "{\"ack\":[null]}",
        "{\"ack\":[\"x\"]}",
        "{\"maxEvents\":\"x\"}",
        "{\"setErrs\":[]}",
        "{\"setErrs\":{\"x\":1}}",
        "{\"returnImmediately\":1}"
      })
  void what_cannot_be_read_is_a_bad_request(String body) {
    var answer = poll(WATCHER, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_request");
  }

  @Test
  void receivers_can_read_how() {
    var told = new JsonObject(browser().get("/.well-known/ssf-configuration").body());

    assertThat(told.getString("issuer")).isEqualTo(base());
    assertThat(told.getString("jwks_uri")).isEqualTo(base() + "/jwks");
  }
}
