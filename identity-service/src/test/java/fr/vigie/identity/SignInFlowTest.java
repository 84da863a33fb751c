package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInFlowTest extends ServiceTest {

  @Test
  void password_and_code_lead_to_tokens_that_say_both() throws Exception {
    var alice = anAdvisor("alice");
    var application = application();

    var redirect = application.signIn(browser(), alice);

    var tokens =
        Application.tokens(application.change(application.codeOf(redirect))).getOIDCTokens();
    var access = SignedJWT.parse(tokens.getAccessToken().getValue());
    assertThat(access.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(access.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    var claims = new JsonObject(access.getPayload().toString());
    var now = TestClock.NOW.instant().getEpochSecond();
    assertThat(claims.getString("iss")).isEqualTo(base());
    assertThat(claims.getValue("aud")).isEqualTo(new JsonArray(List.of("vigie")));
    assertThat(claims.getString("sub")).isEqualTo(alice.account().toString());
    assertThat(claims.getString("client_id")).isEqualTo("web-front");
    assertThat(claims.getString("scope")).isEqualTo("openid profile");
    assertThat(claims.getString("acr")).isEqualTo("urn:vigie:acr:two-factor");
    assertThat(claims.getJsonArray("amr")).containsExactly("pwd", "otp", "mfa");
    assertThat(claims.getJsonArray("roles")).containsExactly("advisor");
    assertThat(claims.getString("org")).isEqualTo("FT");
    assertThat(claims.getString("agency")).isEqualTo("FT-01");
    assertThat(claims.getString("preferred_username")).isEqualTo(alice.login());
    assertThat(claims.getLong("auth_time")).isEqualTo(now);
    assertThat(claims.getLong("exp")).isEqualTo(now + 300);
    assertThat(claims.getString("jti")).isNotBlank();
    var id = tokens.getIDToken().getJWTClaimsSet();
    assertThat(id.getAudience()).containsExactly("web-front");
    assertThat(id.getStringClaim("nonce")).isEqualTo(application.nonce.getValue());
    assertThat(id.getStringClaim("acr")).isEqualTo("urn:vigie:acr:two-factor");
    assertThat(id.toString()).doesNotContain(alice.login());
    assertThat(id.getClaims()).doesNotContainKey("name");
    assertThat(id.getStringClaim("sid")).isEqualTo(claims.getString("sid"));
    assertThat(eventsOf(alice))
        .containsExactly(
            new AccountCreated(alice.account().toString(), "FT", "FT-01", List.of("advisor")),
            new SignedIn(
                alice.account().toString(), claims.getString("sid"), List.of("pwd", "otp")));
    assertThat(FakeLockout.told(alice.accountKey()))
        .containsExactly(
            new FakeLockout.Outcome(alice.accountKey(), "succeeded", false),
            new FakeLockout.Outcome(alice.accountKey(), "succeeded", true));
  }

  @Test
  void whoever_is_signed_in_is_not_asked_again() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    var another = application();

    var redirect = browser.get(another.request().build().toURI().toString());

    assertThat(Application.tokens(another.change(another.codeOf(redirect)))).isNotNull();
  }

  @Test
  void the_session_cookie_is_new_and_kept_from_scripts_and_other_sites() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var application = application();
    var page = browser.follow(browser.get(application.request().build().toURI().toString()));
    var visit = browser.cookies.get("__Host-vigie-visit");
    var codePage =
        browser.follow(Application.password(browser, page, alice.login(), Person.PASSWORD));
    var journey = browser.cookies.get("__Host-vigie-journey");

    var done = Application.code(browser, codePage, alice.code(TestClock.NOW.instant()));

    var cookie =
        done.headers().allValues("Set-Cookie").stream()
            .filter(set -> set.startsWith("__Host-vigie-session="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
    assertThat(cookie).doesNotContain("Domain", "Max-Age", "Expires");
    assertThat(browser.cookies.get("__Host-vigie-session")).isNotIn(visit, journey);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-journey");
  }

  /// ATTACKS 6: strangers' guesses lock strangers out, and nobody on a known device.
  @Test
  void a_device_that_signed_in_before_is_let_in_though_strangers_are_locked_out() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = browser.follow(browser.get(application().request().build().toURI().toString()));
    var codePage =
        browser.follow(Application.password(browser, page, alice.login(), Person.PASSWORD));
    var done = Application.code(browser, codePage, alice.code(TestClock.NOW.instant()));
    var device = Map.of("__Host-vigie-device", browser.cookies.get("__Host-vigie-device"));
    FakeLockout.lock(alice.accountKey());
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var later = browser();
    later.cookies.putAll(device);

    var application = application();
    var redirect = application.signIn(later, alice);

    assertThat(Application.tokens(application.change(application.codeOf(redirect)))).isNotNull();

    assertThat(
            done.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("__Host-vigie-device=")))
        .singleElement()
        .asString()
        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000")
        .doesNotContain("Domain");
    assertThat(device).containsValue(FakeLockout.device(alice.accountKey()));
  }

  @Test
  void a_password_is_asked_about_by_a_fingerprint_that_says_nothing_of_it() {
    var alice = anAdvisor("alice");
    var bob = anAdvisor("bob");
    application().signIn(browser(), alice);
    application().signIn(browser(), bob);

    var ofAlice = FakeLockout.asked(alice.accountKey());
    var ofBob = FakeLockout.asked(bob.accountKey());

    assertThat(ofAlice)
        .extracting(asked -> asked.getString("factor"))
        .containsExactly("pwd", "otp");
    assertThat(ofAlice.getLast().getString("fingerprint")).isNull();
    assertThat(ofAlice.getFirst().getString("fingerprint"))
        .matches("[A-Za-z0-9_-]{43}")
        .isEqualTo(ofBob.getFirst().getString("fingerprint"));
    assertThat(ofAlice.getFirst().encode()).doesNotContain(Person.PASSWORD);

    TestClock.NOW.advance(Duration.ofHours(1));
    application().signIn(browser(), alice);

    assertThat(FakeLockout.asked(alice.accountKey()).get(2).getString("fingerprint"))
        .isNotEqualTo(ofAlice.getFirst().getString("fingerprint"));
  }

  @Test
  void pages_speak_french_first_and_english_where_asked() {
    var browser = browser();
    var address = browser.get(application().request().build().toURI().toString());

    var french = browser.follow(address);
    var english = browser.get(Browser.location(address), "Accept-Language", "en-GB,en;q=0.8");

    assertThat(french.body()).contains("<html lang=\"fr\">", "Mot de passe");
    assertThat(english.body()).contains("<html lang=\"en\">", "Password");
    assertThat(french.headers().firstValue("Content-Language")).contains("fr");
  }

  @Test
  void pages_admit_no_script_in_them_no_frame_no_cache() {
    var browser = browser();

    var page = browser.follow(browser.get(application().request().build().toURI().toString()));

    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self' http://localhost:8080;"
                + " frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.body())
        .doesNotContain("<script>", "<style", "style=", "onclick")
        .contains("autocomplete=\"username webauthn\"", "autocomplete=\"current-password\"");
    assertThat(browser.get("/style/pages.css").statusCode()).isEqualTo(200);
  }

  @Test
  void a_refresh_token_is_changed_for_another_at_each_use() {
    var alice = anAdvisor("alice");
    var application = application();
    var first =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser(), alice))))
            .getOIDCTokens();
    TestClock.NOW.advance(Duration.ofMinutes(5));

    var second = Application.tokens(application.refresh(first.getRefreshToken())).getOIDCTokens();

    assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
    assertThat(second.getIDToken()).isNotNull();
    var third = application.refresh(second.getRefreshToken());
    assertThat(third.indicatesSuccess()).isTrue();
  }

  @Test
  void a_session_is_over_after_30_idle_minutes() {
    var alice = anAdvisor("alice");
    var application = application();
    var browser = browser();
    var tokens =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser, alice))))
            .getOIDCTokens();
    TestClock.NOW.advance(Duration.ofMinutes(30));

    var refreshed = application.refresh(tokens.getRefreshToken());

    assertThat(Application.error(refreshed)).isEqualTo("invalid_grant");
    var again = browser.get(application().request().build().toURI().toString());
    assertThat(Browser.location(again)).startsWith(base() + "/sign-in?request=");
  }

  @Test
  void a_session_is_over_after_12_hours_however_busy() {
    var alice = anAdvisor("alice");
    var application = application();
    var tokens =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser(), alice))))
            .getOIDCTokens();
    for (var minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      TestClock.NOW.advance(Duration.ofMinutes(10));
      tokens = Application.tokens(application.refresh(tokens.getRefreshToken())).getOIDCTokens();
    }
    TestClock.NOW.advance(Duration.ofMinutes(10));

    var refreshed = application.refresh(tokens.getRefreshToken());

    assertThat(Application.error(refreshed)).isEqualTo("invalid_grant");
  }

  @Test
  void userinfo_says_who_the_bearer_is_until_the_session_ends() {
    var alice = anAdvisor("alice");
    var application = application();
    var browser = browser();
    var tokens =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser, alice))))
            .getOIDCTokens();
    var bearer = "Bearer " + tokens.getAccessToken().getValue();

    var before = browser.get("/userinfo", "Authorization", bearer);
    var out =
        browser.get(
            "/logout?id_token_hint="
                + tokens.getIDTokenString()
                + "&post_logout_redirect_uri="
                + Browser.encode(FakeLockout.SIGNED_OUT)
                + "&state=xyz");
    var after = browser.get("/userinfo", "Authorization", bearer);

    assertThat(before.statusCode()).as(before.headers().map() + before.body()).isEqualTo(200);
    var info = new JsonObject(before.body());
    assertThat(info.getString("sub")).isEqualTo(alice.account().toString());
    assertThat(info.getString("preferred_username")).isEqualTo(alice.login());
    assertThat(info.getJsonArray("roles")).containsExactly("advisor");
    assertThat(Browser.location(out)).isEqualTo(FakeLockout.SIGNED_OUT + "?state=xyz");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(after.statusCode()).isEqualTo(401);
    assertThat(Application.error(application.refresh(tokens.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertThat(eventsOf(alice))
        .last()
        .isInstanceOfSatisfying(
            SessionEnded.class, ended -> assertThat(ended.cause()).isEqualTo("signed-out"));
  }

  @Test
  void signing_out_without_a_hint_asks_first() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);

    var asked = browser.get("/logout");
    var still = browser.cookies.containsKey("__Host-vigie-session");
    var out = browser.post("/logout/confirmed", Browser.fields(asked));

    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(still).isTrue();
    assertThat(out.statusCode()).isEqualTo(200);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(alice)).last().isInstanceOf(SessionEnded.class);
  }

  /// FAPI 2.0, 5.3.2.2: whoever is to push gets nothing through the browser.
  @Test
  void an_application_that_pushes_gets_nothing_it_has_not_pushed() {
    var direct =
        application().request().build().toURI().toString().replace("=web-front&", "=pusher&");

    var refused = browser().get(direct);

    assertThat(Browser.location(refused))
        .startsWith(FakeLockout.CALLBACK)
        .contains("error=invalid_request")
        .doesNotContain("code=");
    assertThat(refusalsOf("pusher")).containsExactly("not-pushed");
  }

  @Test
  void a_pushed_request_is_taken_once() {
    var alice = anAdvisor("alice");
    var application = application();
    var browser = browser();
    var basic =
        java.util.Base64.getEncoder()
            .encodeToString(
                ("web-front:" + FakeLockout.CLIENT_SECRET)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var pushed =
        browser.postRaw(
            "/par",
            application.request().build().toQueryString(),
            "Authorization",
            "Basic " + basic);
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
    var address =
        "/authorize?client_id=web-front&request_uri="
            + Browser.encode(new JsonObject(pushed.body()).getString("request_uri"));

    var redirect = application.signIn(browser, alice, browser.follow(browser.get(address)));
    var again = browser.get(address);

    assertThat(Application.tokens(application.change(application.codeOf(redirect)))).isNotNull();
    assertThat(again.statusCode()).isEqualTo(400);
  }
}
