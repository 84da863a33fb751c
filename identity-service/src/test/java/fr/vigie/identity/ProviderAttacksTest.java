package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.testkit.AnnouncedBody;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers are those of the list of attacks.
@QuarkusTest
class ProviderAttacksTest extends ServiceTest {

  private static final URI CALLBACK = URI.create(FakeLockout.CALLBACK);

  private OIDCTokens tokens(Application application, Person person) {
    return Application.tokens(
            application.change(application.codeOf(application.signIn(browser(), person))))
        .getOIDCTokens();
  }

  private AuthorizationCode code(Application application, Person person) {
    return application.codeOf(application.signIn(browser(), person));
  }

  private void assertSessionEnded(Person person, String cause) {
    assertThat(eventsOf(person))
        .last()
        .isInstanceOfSatisfying(
            SessionEnded.class, ended -> assertThat(ended.cause()).isEqualTo(cause));
  }

  /// 16.
  @Test
  void a_code_used_again_ends_the_session_and_its_tokens() {
    var alice = anAdvisor("alice");
    var application = application();
    var code = code(application, alice);
    var tokens = Application.tokens(application.change(code)).getOIDCTokens();

    var again = application.change(code);

    assertThat(Application.error(again)).isEqualTo("invalid_grant");
    assertThat(Application.error(application.refresh(tokens.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertThat(userinfo(tokens.getAccessToken().getValue()).statusCode()).isEqualTo(401);
    assertSessionEnded(alice, "code-reused");
  }

  /// 15.
  @Test
  void a_refresh_token_used_again_ends_the_session() {
    var alice = anAdvisor("alice");
    var application = application();
    var first = tokens(application, alice);
    var second = Application.tokens(application.refresh(first.getRefreshToken())).getOIDCTokens();

    var again = application.refresh(first.getRefreshToken());

    assertThat(Application.error(again)).isEqualTo("invalid_grant");
    assertThat(Application.error(application.refresh(second.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertSessionEnded(alice, "refresh-reused");
  }

  @Test
  void a_code_is_good_for_a_minute() {
    var application = application();
    var code = code(application, anAdvisor("alice"));
    TestClock.NOW.advance(Duration.ofSeconds(60));

    assertThat(Application.error(application.change(code))).isEqualTo("invalid_grant");
  }

  /// 16: without a verifier, with another, with another redirect URI, by another client.
  @Test
  void a_code_is_bound_to_verifier_redirect_uri_and_client() {
    var alice = anAdvisor("alice");

    var none = application();
    assertThat(
            Application.error(none.change(new AuthorizationCodeGrant(code(none, alice), CALLBACK))))
        .isEqualTo("invalid_grant");

    TestClock.NOW.advance(Duration.ofSeconds(60));
    var other = application();
    assertThat(
            Application.error(
                other.change(
                    new AuthorizationCodeGrant(code(other, alice), CALLBACK, new CodeVerifier()))))
        .isEqualTo("invalid_grant");

    TestClock.NOW.advance(Duration.ofSeconds(60));
    var elsewhere = application();
    assertThat(
            Application.error(
                elsewhere.change(
                    new AuthorizationCodeGrant(
                        code(elsewhere, alice),
                        URI.create(FakeLockout.CALLBACK + "/"),
                        elsewhere.verifier))))
        .isEqualTo("invalid_grant");

    TestClock.NOW.advance(Duration.ofSeconds(60));
    var stolen = application();
    assertThat(
            Application.error(
                stolen.change(
                    "other",
                    FakeLockout.CLIENT_SECRET + "-other",
                    new AuthorizationCodeGrant(code(stolen, alice), CALLBACK, stolen.verifier))))
        .isEqualTo("invalid_grant");
  }

  @Test
  void anothers_refresh_token_is_worth_nothing_and_stays_good() {
    var application = application();
    var tokens = tokens(application, anAdvisor("alice"));
    var grant = new com.nimbusds.oauth2.sdk.RefreshTokenGrant(tokens.getRefreshToken());

    var stolen = application.change("other", FakeLockout.CLIENT_SECRET + "-other", grant);

    assertThat(Application.error(stolen)).isEqualTo("invalid_grant");
    assertThat(application.change(grant).indicatesSuccess()).isTrue();
  }

  @Test
  void a_client_with_a_wrong_secret_or_none_gets_nothing() {
    var application = application();
    var grant =
        new AuthorizationCodeGrant(new AuthorizationCode("x"), CALLBACK, new CodeVerifier());

    assertThat(Application.error(application.change("web-front", "wrong", grant)))
        .isEqualTo("invalid_client");
    assertThat(Application.error(application.change("nobody", "wrong", grant)))
        .isEqualTo("invalid_client");
    var none =
        browser()
            .postRaw(
                "/token",
                "grant_type=authorization_code&client_id=web-front&code=x&redirect_uri="
                    + Browser.encode(FakeLockout.CALLBACK));
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  /// 16: a redirect URI is one to the letter, and nothing is ever sent to another.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/signed-in/",
        "http://localhost:8080/signed-in?x=1",
        "http://localhost:8080/Signed-in",
        "http://localhost:8080/signed-in#x",
        "http://localhost:8080/signed-in/../signed-in",
        "http://localhost:8080@evil.example/signed-in",
        "http://127.0.0.1:8080/signed-in",
        "https://localhost:8080/signed-in",
        "http://evil.example/",
        "javascript:alert(1)",
        "%",
        ""
      })
  void a_redirect_uri_that_is_not_registered_gets_nothing(String uri) {
    var answer =
        browser()
            .get(
                "/authorize?response_type=code&client_id=web-front&scope=openid&redirect_uri="
                    + Browser.encode(uri));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(answer.body()).doesNotContain("evil");
  }

  @Test
  void errors_go_back_to_the_application_with_state_and_issuer() {
    var plain =
        browser()
            .get(application().request().build().toURI().toString().replace("=S256", "=plain"));

    assertThat(plain.statusCode()).isEqualTo(303);
    assertThat(Browser.location(plain))
        .startsWith(FakeLockout.CALLBACK + "?")
        .contains("error=invalid_request", "state=", "iss=" + Browser.encode(base()));
  }

  /// 17.
  @Test
  void false_tokens_are_refused() throws Exception {
    var tokens = tokens(application(), anAdvisor("alice"));
    var good = SignedJWT.parse(tokens.getAccessToken().getValue());
    var claims = good.getJWTClaimsSet();
    var parts = tokens.getAccessToken().getValue().split("\\.", -1);
    var jwks = browser().get("/jwks").body();
    var hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(good.getHeader().getKeyID()).build(),
            claims);
    hmac.sign(new MACSigner(jwks.getBytes(StandardCharsets.UTF_8)));

    assertThat(userinfo(tokens.getAccessToken().getValue()).statusCode()).isEqualTo(200);
    for (var bad :
        new String[] {
          new PlainJWT(claims).serialize(),
          hmac.serialize(),
          tokens.getIDTokenString(),
          parts[0] + "." + parts[1] + ".",
          parts[0] + "." + encoded("{\"sub\":\"x\"}") + "." + parts[2],
          encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"../../etc\"}")
              + "."
              + parts[1]
              + "."
              + parts[2],
          encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"jku\":\"http://evil.example\"}")
              + "."
              + parts[1]
              + "."
              + parts[2],
          "x",
          "..",
          "",
          "a".repeat(8_000)
        }) {
      assertThat(userinfo(bad).statusCode()).as(bad).isEqualTo(401);
    }
    assertThat(browser().get("/userinfo").statusCode()).isEqualTo(401);
    TestClock.NOW.advance(Duration.ofMinutes(6).plusSeconds(1));
    assertThat(userinfo(tokens.getAccessToken().getValue()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> userinfo(String token) {
    return browser().get("/userinfo", "Authorization", "Bearer " + token);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "grant_type=",
        "grant_type=password&username=a&password=b",
        "grant_type=client_credentials",
        "grant_type=implicit",
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=x",
        "grant_type=authorization_code",
        "grant_type=authorization_code&code=",
        "grant_type=authorization_code&code=a&code=b",
        "grant_type=authorization_code&code=a&redirect_uri=%3A%3A",
        "grant_type=authorization_code&code=a&code_verifier=short",
        "grant_type=authorization_code&code=a%00b",
        "grant_type=refresh_token",
        "grant_type=refresh_token&refresh_token=%FF",
        "grant_type=refresh_token&refresh_token=x&scope=%22"
      })
  void bad_token_requests_get_an_error_the_rfc_names(String body) {
    var answer = token(body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("error"))
        .isIn("invalid_request", "unsupported_grant_type", "invalid_grant", "invalid_scope");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void odd_bodies_and_headers_are_no_500() {
    var basic = basic(FakeLockout.CLIENT_SECRET);
    assertThat(token("grant_type=authorization_code&code=" + "a".repeat(3_000)).statusCode())
        .isEqualTo(400);
    assertThat(
            AnnouncedBody.status(
                URI.create(base() + "/token"), "application/x-www-form-urlencoded", 1_200_000))
        .isEqualTo(413);
    assertThat(
            browser()
                .postAs("application/json", "/token", "{}", "Authorization", basic)
                .statusCode())
        .isEqualTo(400);
    assertThat(browser().postAs("nonsense", "/token", "x", "Authorization", basic).statusCode())
        .isIn(400, 415);
    for (var authorization :
        new String[] {"Basic", "Basic %%%", "Basic Og==", "Bearer x", "Vigie-Service"}) {
      assertThat(
              browser()
                  .postRaw(
                      "/token",
                      "grant_type=refresh_token&refresh_token=x",
                      "Authorization",
                      authorization)
                  .statusCode())
          .as(authorization)
          .isIn(400, 401);
    }
    assertThat(browser().get("/token").statusCode()).isEqualTo(405);
    assertThat(browser().get("/authorize").statusCode()).isEqualTo(400);
    assertThat(browser().get("/authorize?client_id=a&client_id=b").statusCode()).isEqualTo(400);
    assertThat(browser().get("/logout?id_token_hint=x").statusCode()).isEqualTo(400);
    assertThat(
            browser()
                .get(
                    "/logout?client_id=web-front&post_logout_redirect_uri=http%3A%2F%2Fevil.example")
                .statusCode())
        .isEqualTo(400);
    assertThat(browser().postRaw("/par", "x=y").statusCode()).isIn(400, 401);
  }

  private HttpResponse<String> token(String body) {
    return browser().postRaw("/token", body, "Authorization", basic(FakeLockout.CLIENT_SECRET));
  }

  private static String basic(String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("web-front:" + secret).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_private_key_and_the_secrets_do_not_lie_open() {
    var metadata = new JsonObject(browser().get("/.well-known/openid-configuration").body());
    var jwks = browser().get("/jwks").body();

    assertThat(metadata.getString("issuer")).isEqualTo(base());
    assertThat(metadata.getJsonArray("code_challenge_methods_supported")).containsExactly("S256");
    assertThat(metadata.getJsonArray("response_types_supported")).containsExactly("code");
    assertThat(metadata.getJsonArray("grant_types_supported"))
        .containsExactly("authorization_code", "refresh_token");
    assertThat(metadata.getBoolean("authorization_response_iss_parameter_supported")).isTrue();
    assertThat(jwks).contains("\"P-256\"").doesNotContain("\"d\"");
  }

  @Test
  void nobody_signs_another_out_by_a_link() {
    var alice = anAdvisor("alice");
    var bob = anAdvisor("bob");
    var browser = browser();
    application().signIn(browser, alice);
    var oscars = tokens(application(), bob);

    var bare = browser.get("/logout");
    var hinted = browser.get("/logout?id_token_hint=" + oscars.getIDTokenString());
    var forged = browser.post("/logout/confirmed", Map.of("csrf", "x"));

    assertThat(bare.statusCode()).isEqualTo(200);
    assertThat(hinted.statusCode()).isEqualTo(200);
    assertThat(forged.statusCode()).isEqualTo(400);
    assertThat(browser.cookies).containsKey("__Host-vigie-session");
    assertThat(eventsOf(alice)).noneMatch(SessionEnded.class::isInstance);
  }
}
