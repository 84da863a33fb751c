package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.platform.IdentityEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every way a session can end, who is told of it, and who may ask.
@QuarkusTest
class SessionEndTest extends ServiceTest {

  private static final ClientAuthentication FRONT = basic("web-front", FakeLockout.CLIENT_SECRET);
  private static final ClientAuthentication OTHER =
      basic("other", FakeLockout.CLIENT_SECRET + "-other");
  private static final ClientAuthentication WATCHER = basic("watcher", TestClients.WATCHER_SECRET);

  private static ClientAuthentication basic(String client, String secret) {
    return new ClientSecretBasic(new ClientID(client), new Secret(secret));
  }

  private OIDCTokens tokens(Application application, Browser browser, Person person) {
    return tokens(application, application.signIn(browser, person));
  }

  private static OIDCTokens tokens(Application application, HttpResponse<String> redirect) {
    return Application.tokens(application.change(application.codeOf(redirect))).getOIDCTokens();
  }

  private JsonObject introspected(ClientAuthentication client, Token token) throws Exception {
    var answer =
        new TokenIntrospectionRequest(URI.create(base() + "/introspection"), client, token)
            .toHTTPRequest()
            .send();
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getCacheControl()).contains("no-store");
    return new JsonObject(answer.getBody());
  }

  private int revoked(ClientAuthentication client, Token token) throws Exception {
    return new TokenRevocationRequest(URI.create(base() + "/revocation"), client, token)
        .toHTTPRequest()
        .send()
        .getStatusCode();
  }

  private static String sid(OIDCTokens tokens) throws Exception {
    return tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid");
  }

  private void assertHeardOf(OIDCTokens tokens, Person person) throws Exception {
    var token = TestClients.heardOf(sid(tokens));
    var claims = token.getJWTClaimsSet();
    var keys = com.nimbusds.jose.jwk.JWKSet.parse(browser().get("/jwks").body());
    assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
    assertThat(claims.getStringClaim("sid")).isEqualTo(sid(tokens));
    assertThat(claims.getSubject()).isEqualTo(person.account().toString());
    assertThat(claims.getClaims()).doesNotContainKey("nonce");
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(token.verify(new com.nimbusds.jose.crypto.ECDSAVerifier(key))).isTrue();
    assertThat(claims.getIssuer()).isEqualTo(base());
    assertThat(claims.getAudience()).containsExactly("web-front");
    assertThat(claims.getJSONObjectClaim("events"))
        .containsKey("http://schemas.openid.net/event/backchannel-logout");
  }

  // Once, however often it is tried again.
  private void assertAlerted(String rule, String session) {
    var reference =
        UUID.nameUUIDFromBytes((rule + '|' + session).getBytes(StandardCharsets.UTF_8)).toString();
    assertThat(
            store
                .read(Boundary.of(IdentityEvents.alert(reference), AlertRaised.class))
                .toCompletableFuture()
                .join())
        .singleElement()
        .extracting(event -> ((AlertRaised) event.payload()).target())
        .isEqualTo(session);
  }

  private void assertEnded(Person person, String cause) {
    assertThat(eventsOf(person))
        .filteredOn(SessionEnded.class::isInstance)
        .extracting(event -> ((SessionEnded) event).cause())
        .containsExactly(cause);
  }

  @Test
  void a_token_is_good_until_it_is_given_back_and_the_application_is_told() throws Exception {
    var alice = anAdvisor("alice");
    var application = application();
    var tokens = tokens(application, browser(), alice);
    var access = tokens.getAccessToken();
    var before = introspected(FRONT, access);
    assertThat(before.getBoolean("active")).isTrue();
    assertThat(before.getString("sub")).isEqualTo(alice.account().toString());
    assertThat(before.getString("client_id")).isEqualTo("web-front");
    assertThat(before.getString("acr")).isEqualTo("urn:vigie:acr:two-factor");
    assertThat(introspected(FRONT, tokens.getRefreshToken()).getBoolean("active")).isTrue();

    assertThat(revoked(FRONT, access)).isEqualTo(200);

    assertThat(introspected(FRONT, access).fieldNames()).containsExactly("active");
    assertThat(introspected(FRONT, access).getBoolean("active")).isFalse();
    assertThat(introspected(FRONT, tokens.getRefreshToken()).getBoolean("active")).isFalse();
    assertThat(Application.error(application.refresh(tokens.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertEnded(alice, "revoked");
    assertHeardOf(tokens, alice);
  }

  @Test
  void a_refresh_token_given_back_ends_as_much() throws Exception {
    var alice = anAdvisor("alice");
    var tokens = tokens(application(), browser(), alice);

    assertThat(revoked(FRONT, tokens.getRefreshToken())).isEqualTo(200);

    assertThat(introspected(FRONT, tokens.getAccessToken()).getBoolean("active")).isFalse();
    assertEnded(alice, "revoked");
  }

  @Test
  void anothers_tokens_are_as_good_as_none_but_to_those_who_may_ask() throws Exception {
    var alice = anAdvisor("alice");
    var tokens = tokens(application(), browser(), alice);

    assertThat(introspected(OTHER, tokens.getAccessToken()).getBoolean("active")).isFalse();
    assertThat(introspected(OTHER, tokens.getRefreshToken()).getBoolean("active")).isFalse();
    assertThat(revoked(OTHER, tokens.getAccessToken())).isEqualTo(200);
    assertThat(revoked(OTHER, tokens.getRefreshToken())).isEqualTo(200);

    assertThat(introspected(WATCHER, tokens.getAccessToken()).getBoolean("active")).isTrue();
    assertThat(eventsOf(alice)).noneMatch(SessionEnded.class::isInstance);
  }

  @Test
  void strangers_ask_in_vain() throws Exception {
    var tokens = tokens(application(), browser(), anAdvisor("alice"));
    var form = Map.of("token", tokens.getAccessToken().getValue(), "client_id", "web-front");

    assertThat(browser().post("/introspection", form).statusCode()).isEqualTo(401);
    assertThat(browser().post("/revocation", form).statusCode()).isEqualTo(401);
    assertThat(refusalsOf("web-front")).contains("client-not-proven");
  }

  /// 15.
  @Test
  void a_stolen_refresh_token_has_the_application_told() throws Exception {
    var alice = anAdvisor("alice");
    var application = application();
    var tokens = tokens(application, browser(), alice);
    application.refresh(tokens.getRefreshToken());

    application.refresh(tokens.getRefreshToken());
    application.refresh(tokens.getRefreshToken());

    assertHeardOf(tokens, alice);
    assertEnded(alice, "refresh-reused");
    assertAlerted("refresh-token-reused", sid(tokens));
    assertThat(refusalsOf("web-front")).contains("refresh-token-reused");
  }

  /// 18.
  @Test
  void signing_out_and_signing_in_anew_have_it_told_too() throws Exception {
    var alice = anAdvisor("alice");
    var out = tokens(application(), browser(), alice);
    browser().get("/logout?id_token_hint=" + out.getIDTokenString());
    assertHeardOf(out, alice);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var browser = browser();
    var replaced = tokens(application(), browser, alice);
    TestClock.NOW.advance(Duration.ofMinutes(6));
    var anew = application();
    var page = browser.get(anew.request().maxAge(300).build().toURI().toString());

    anew.signIn(browser, alice, browser.follow(page));

    assertHeardOf(replaced, alice);
  }

  @Test
  void an_application_that_is_away_is_told_when_it_is_back() throws Exception {
    var alice = anAdvisor("alice");
    var tokens = tokens(application(), browser(), alice);
    TestClients.DEAF.set(1);

    revoked(FRONT, tokens.getAccessToken());
    while (TestClients.DEAF.get() > 0) {
      Thread.onSpinWait();
    }
    TestClock.NOW.advance(Duration.ofSeconds(10));

    assertHeardOf(tokens, alice);
    // One that sends us on does not have us knock at doors inside.
    assertThat(TestClients.SENT_ON).hasValue(0);
  }

  @Test
  void who_watches_idles_less_than_who_advises() {
    var auditor = application();
    var advisor = application();
    var oscar = Officer.enrolled(base(), aPerson("oscar", "auditor"));
    var ofAuditor = tokens(auditor, oscar.signIn(browser(), auditor));
    var ofAdvisor = tokens(advisor, browser(), anAdvisor("alice"));
    TestClock.NOW.advance(Duration.ofMinutes(15));

    assertThat(Application.error(auditor.refresh(ofAuditor.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertThat(advisor.refresh(ofAdvisor.getRefreshToken()).indicatesSuccess()).isTrue();
  }
}
