package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An application wants factors that were shown just now (RFC 9470), or none shown at all.
@QuarkusTest
class StepUpTest extends ServiceTest {

  private static HttpResponse<String> ask(Browser browser, AuthenticationRequest.Builder request) {
    return browser.get(request.build().toURI().toString());
  }

  private static OIDCTokens tokens(Application application, HttpResponse<String> redirect) {
    return Application.tokens(application.change(application.codeOf(redirect))).getOIDCTokens();
  }

  private static long authTime(OIDCTokens tokens) throws Exception {
    return tokens
        .getIDToken()
        .getJWTClaimsSet()
        .getDateClaim("auth_time")
        .toInstant()
        .getEpochSecond();
  }

  @Test
  void an_old_sign_in_is_made_anew_with_both_factors_and_replaces_the_session() throws Exception {
    var alice = anAdvisor("alice");
    var browser = browser();
    var first = application();
    var old = tokens(first, first.signIn(browser, alice));
    TestClock.NOW.advance(Duration.ofMinutes(6));
    var application = application();

    var page = ask(browser, application.request().maxAge(300));

    assertThat(Browser.location(page)).startsWith(base() + "/sign-in?request=");
    var redirect = application.signIn(browser, alice, browser.follow(page));
    var tokens = tokens(application, redirect);
    assertThat(authTime(tokens)).isEqualTo(TestClock.NOW.instant().getEpochSecond());
    assertThat(tokens.getIDToken().getJWTClaimsSet().getStringListClaim("amr"))
        .contains("pwd", "otp");
    assertThat(Application.error(first.refresh(old.getRefreshToken()))).isEqualTo("invalid_grant");
    assertThat(eventsOf(alice))
        .filteredOn(SessionEnded.class::isInstance)
        .extracting(event -> ((SessionEnded) event).cause())
        .containsExactly("replaced");
  }

  @Test
  void a_young_sign_in_is_good_enough() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    TestClock.NOW.advance(Duration.ofMinutes(4));
    var application = application();

    var redirect = ask(browser, application.request().maxAge(300));

    assertThat(application.codeOf(redirect)).isNotNull();
  }

  @Test
  void a_renewed_token_says_when_the_factors_were_shown_not_when_it_was_renewed() throws Exception {
    var application = application();
    var first = tokens(application, application.signIn(browser(), anAdvisor("alice")));
    TestClock.NOW.advance(Duration.ofMinutes(4));

    var second = Application.tokens(application.refresh(first.getRefreshToken())).getOIDCTokens();

    assertThat(authTime(second)).isEqualTo(authTime(first));
  }

  @Test
  void prompt_login_asks_whoever_is_signed_in() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    var application = application();

    var page = ask(browser, application.request().prompt(new Prompt(Prompt.Type.LOGIN)));

    assertThat(Browser.location(page)).startsWith(base() + "/sign-in?request=");
    // The way back does not open before the factors were shown.
    var early = browser.get(Browser.location(page).replace("/sign-in?", "/authorize/resume?"));
    assertThat(Browser.location(early)).startsWith(base() + "/sign-in?request=");
  }

  @Test
  void prompt_none_shows_nothing_and_says_so() throws ParseException {
    var browser = browser();
    var application = application();
    var silent = application.request().prompt(new Prompt(Prompt.Type.NONE));

    assertThat(Browser.location(ask(browser, silent)))
        .startsWith(FakeLockout.CALLBACK)
        .contains("error=login_required", "iss=" + Browser.encode(base()));
    application().signIn(browser, anAdvisor("alice"));
    assertThat(application.codeOf(ask(browser, silent))).isNotNull();
    TestClock.NOW.advance(Duration.ofMinutes(6));
    assertThat(Browser.location(ask(browser, silent.maxAge(300)))).contains("error=login_required");
  }

  @Test
  void an_acr_nobody_can_give_is_refused_where_it_is_essential_and_a_wish_otherwise() {
    var browser = browser();
    application().signIn(browser, anAdvisor("alice"));
    var application = application();

    assertThat(Browser.location(ask(browser, essential(application, "urn:elsewhere:three"))))
        .contains("error=unmet_authentication_requirements");
    var ours = ask(browser, essential(application, "urn:vigie:acr:two-factor"));
    assertThat(application.codeOf(ours)).isNotNull();
    var wish = application.request().acrValues(List.of(new ACR("urn:elsewhere:three")));
    assertThat(application.codeOf(ask(browser, wish))).isNotNull();
  }

  private static AuthenticationRequest.Builder essential(Application application, String acr) {
    return application
        .request()
        .claims(
            new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(
                    new ClaimsSetRequest()
                        .add(
                            new ClaimsSetRequest.Entry("acr")
                                .withClaimRequirement(ClaimRequirement.ESSENTIAL)
                                .withValues(List.of(acr)))));
  }
}
