package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An application that says whom it expects is told of that person, or of nobody.
@QuarkusTest
class HintTest extends ServiceTest {

  private OIDCTokens tokens(Browser browser, Person person) {
    var application = application();
    return Application.tokens(
            application.change(application.codeOf(application.signIn(browser, person))))
        .getOIDCTokens();
  }

  private static HttpResponse<String> ask(Browser browser, AuthenticationRequest.Builder request) {
    return browser.get(request.build().toURI().toString());
  }

  private static Prompt silently() {
    return new Prompt(Prompt.Type.NONE);
  }

  @Test
  void whoever_is_expected_and_signed_in_is_told_of() throws Exception {
    var alice = anAdvisor("alice");
    var browser = browser();
    var hint = tokens(browser, alice).getIDToken();
    var application = application();
    // Long out of date as a token, and still a name.
    TestClock.NOW.advance(Duration.ofMinutes(10));

    var answer = ask(browser, application.request().prompt(silently()).idTokenHint(hint));

    assertThat(application.codeOf(answer)).isNotNull();
  }

  @Test
  void somebody_else_who_is_signed_in_is_not() throws Exception {
    var hint = tokens(browser(), anAdvisor("alice")).getIDToken();
    var bobs = browser();
    tokens(bobs, anAdvisor("bob"));

    var silent = ask(bobs, application().request().prompt(silently()).idTokenHint(hint));
    var asked = ask(bobs, application().request().idTokenHint(hint));

    assertThat(Browser.location(silent)).contains("error=login_required").doesNotContain("code=");
    assertThat(Browser.location(asked)).startsWith(base() + "/sign-in?request=");
  }

  @Test
  void somebody_else_who_signs_in_then_is_not_either() throws Exception {
    var alice = anAdvisor("alice");
    var hint = tokens(browser(), alice).getIDToken();
    var bob = anAdvisor("bob");
    var application = application();
    var browser = browser();
    var page = browser.follow(ask(browser, application.request().idTokenHint(hint)));

    var answer = application.signIn(browser, bob, page);
    var request = Browser.fields(page).get("request");
    var again = browser.get("/authorize/resume?request=" + request);

    assertThat(Browser.location(answer))
        .startsWith(FakeLockout.CALLBACK)
        .contains("error=login_required", "state=", "iss=")
        .doesNotContain("code=");
    // It is answered, and no more to be answered by whoever signs in here next.
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void a_hint_that_is_not_of_ours_for_this_application_is_refused_with_an_event() throws Exception {
    TestClock.NOW.advance(Duration.ofSeconds(61));
    var browser = browser();
    var tokens = tokens(browser, anAdvisor("alice"));
    var unsigned = new PlainJWT(tokens.getIDToken().getJWTClaimsSet());
    var access = SignedJWT.parse(tokens.getAccessToken().getValue());
    var ours = ((SignedJWT) tokens.getIDToken()).getHeader();
    var forged = new SignedJWT(ours, tokens.getIDToken().getJWTClaimsSet());
    forged.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate()));
    var before = head();

    for (var hint : new JWT[] {unsigned, access, forged}) {
      assertThat(Browser.location(ask(browser, application().request().idTokenHint(hint))))
          .startsWith(FakeLockout.CALLBACK)
          .contains("error=invalid_request")
          .doesNotContain("code=");
    }
    var others =
        browser.get(
            application()
                .request()
                .idTokenHint(tokens.getIDToken())
                .build()
                .toURI()
                .toString()
                .replace("client_id=web-front", "client_id=other")
                .replace(
                    Browser.encode(FakeLockout.CALLBACK),
                    Browser.encode("http://localhost:8070/back")));
    assertThat(Browser.location(others))
        .startsWith("http://localhost:8070/back")
        .contains("error=invalid_request")
        .doesNotContain("code=");
    assertThat(leftSince(before))
        .anyMatch(event ->
            event instanceof RequestRefused refused && refused.reason().equals("id-token-hint"));
  }

  @Test
  void a_subject_that_is_asked_for_is_the_only_one_told_of() {
    var alice = anAdvisor("alice");
    var browser = browser();
    tokens(browser, alice);
    var application = application();

    var hers = ask(browser, about(application, alice).prompt(silently()));
    var anothers = ask(browser, about(application, anAdvisor("bob")).prompt(silently()));

    assertThat(application.codeOf(hers)).isNotNull();
    assertThat(Browser.location(anothers)).contains("error=login_required").doesNotContain("code=");
  }

  private static AuthenticationRequest.Builder about(Application application, Person person) {
    return application
        .request()
        .claims(
            new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(
                    new ClaimsSetRequest()
                        .add(
                            new ClaimsSetRequest.Entry("sub")
                                .withValue(person.account().toString()))));
  }
}
