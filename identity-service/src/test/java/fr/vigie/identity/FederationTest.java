package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import fr.vigie.contracts.identity.IdentityEvent.FederatedIdentityBound;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.FakeProConnect.Visitor;
import fr.vigie.identity.platform.IdentityEvents;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in by another provider's word (R14).
@QuarkusTest
class FederationTest extends ServiceTest {

  @AfterEach
  void proConnectIsItselfAgain() {
    FakeProConnect.isItselfAgain();
  }

  @Test
  void who_bound_the_identity_once_signs_in_by_it() throws Exception {
    var alice = anAdvisor("alice");
    var visitor = aVisitor("eidas2", "pwd", "otp");
    bind(browser(), alice);

    var application = application();
    var redirect = there(application, browser());

    var tokens = Application.tokens(application.change(application.codeOf(redirect)));
    var claims =
        SignedJWT.parse(tokens.getOIDCTokens().getAccessToken().getValue()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(alice.account().toString());
    assertThat(visitor.sub()).isNotEqualTo(claims.getSubject());
    assertThat(
            store
                .read(
                    Boundary.of(
                        IdentityEvents.account(alice.account().toString()),
                        FederatedIdentityBound.class))
                .toCompletableFuture()
                .join())
        .extracting(event -> event.payload())
        .containsExactly(new FederatedIdentityBound(alice.account().toString(), "proconnect"));
  }

  @Test
  void the_sign_in_page_offers_it_unless_factors_are_to_be_shown_now() {
    var any = signInPage(application().request().build());
    var fresh = signInPage(application().request().maxAge(300).build());
    var anew = signInPage(application().request().prompt(new Prompt(Prompt.Type.LOGIN)).build());

    assertThat(any).contains("href=\"/federation/proconnect?request=", "ProConnect");
    assertThat(fresh).doesNotContain("/federation/");
    assertThat(anew).doesNotContain("/federation/");
  }

  private String signInPage(AuthenticationRequest request) {
    var browser = browser();
    return browser.follow(browser.get(request.toURI().toString())).body();
  }

  @Test
  void who_comes_unknown_and_signs_in_here_is_asked_whether_to_bind() {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    var browser = browser();
    there(application(), browser);
    var application = application();

    var question = application.signIn(browser, alice);

    assertThat(question.statusCode()).isEqualTo(200);
    assertThat(question.body()).contains("ProConnect", alice.login());
    var done = followed(browser, browser.post("/federation/bind", Browser.fields(question)));
    assertThat(application.codeOf(done)).isNotNull();
  }

  @Test
  void an_identity_that_is_bound_to_nobody_opens_nothing() {
    aVisitor("eidas3");
    var browser = browser();

    var page = there(application(), browser);

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("rattachée à aucun compte");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  @Test
  void the_same_subject_of_another_identity_provider_is_another_person() {
    var alice = anAdvisor("alice");
    var visitor = aVisitor("eidas2");
    bind(browser(), alice);
    FakeProConnect.visitor = new Visitor("another", visitor.sub(), "eidas2", List.of());

    var page = there(application(), browser());

    assertThat(page.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"eidas0", "eidas1", "eidas0-mfa", "eidas1-mfa", "EIDAS2", "eidas2 ", ""})
  void weaker_than_two_factors_is_refused_with_403(@Nullable String acr) {
    var alice = anAdvisor("alice");
    var visitor = aVisitor("eidas2");
    bind(browser(), alice);
    FakeProConnect.visitor = new Visitor(visitor.idp(), visitor.sub(), acr, List.of("mfa"));
    var browser = browser();

    var page = there(application(), browser);

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("trop faible");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// Something that is wrong with what comes back.
  record Forgery(String name, Runnable how) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery("a foreign key", () -> FakeProConnect.foreignKey = true),
        new Forgery(
            "another issuer",
            () -> FakeProConnect.tamper = claims -> claims.issuer("https://evil.example")),
        new Forgery(
            "another audience", () -> FakeProConnect.tamper = claims -> claims.audience("other")),
        new Forgery(
            "another nonce",
            () -> FakeProConnect.tamper = claims -> claims.claim("nonce", "x".repeat(43))),
        new Forgery(
            "no nonce", () -> FakeProConnect.tamper = claims -> claims.claim("nonce", null)),
        new Forgery(
            "expired",
            () ->
                FakeProConnect.tamper =
                    claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
        new Forgery("no subject", () -> FakeProConnect.tamper = claims -> claims.subject(null)),
        new Forgery("somebody else's user info", () -> FakeProConnect.otherSubject = "somebody"));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void what_is_forged_opens_nothing(Forgery forgery) {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    bind(browser(), alice);
    forgery.how().run();
    var browser = browser();

    var page = there(application(), browser);

    assertThat(page.statusCode()).isBetween(400, 403);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  @Test
  void nobody_comes_in_while_lockout_service_is_away() {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    bind(browser(), alice);
    FakeLockout.is(FakeLockout.Mood.AWAY);
    var browser = browser();

    var page = there(application(), browser);

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Connexion indisponible");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  @Test
  void an_answer_for_another_browser_is_refused() {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    bind(browser(), alice);
    var attacker = browser();
    var callback = toTheProvider(application(), attacker);

    var victim = browser();
    var page = followed(victim, victim.get(Browser.location(callback)));

    assertThat(page.statusCode()).isBetween(400, 403);
    assertThat(victim.cookies).doesNotContainKey("__Host-vigie-session");
  }

  @Test
  void binding_takes_a_session_of_ones_own_and_a_form_of_ours() {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    var browser = browser();
    there(application(), browser);
    var stranger = browser();
    stranger.cookies.put("__Host-vigie-visitor", browser.cookies.get("__Host-vigie-visitor"));

    // No session; then a session and a form from elsewhere.
    stranger.post("/federation/bind", java.util.Map.of("csrf", "x", "request", "y"));
    application().signIn(stranger, alice);
    stranger.post("/federation/bind", java.util.Map.of("csrf", "x", "request", "y"));

    assertThat(there(application(), browser()).statusCode()).isEqualTo(403);
  }

  private static Visitor aVisitor(String acr, String... amr) {
    var visitor = new Visitor("idp-1", UUID.randomUUID().toString(), acr, List.of(amr));
    FakeProConnect.visitor = visitor;
    return visitor;
  }

  /// Comes from the provider unknown, signs in with the factors kept here, and says yes.
  private void bind(Browser browser, Person person) {
    there(application(), browser);
    application().signIn(browser, person);
    var question = browser.get("/federation/bind?request=none");
    assertThat(question.body()).contains("ProConnect", person.login());
    browser.post("/federation/bind", Browser.fields(question));
  }

  /// From an application to the provider and back to where it leads.
  private HttpResponse<String> there(Application application, Browser browser) {
    return followed(browser, toTheProvider(application, browser));
  }

  /// The provider's redirect back here.
  private HttpResponse<String> toTheProvider(Application application, Browser browser) {
    var signIn = browser.get(application.request().build().toURI().toString());
    var request = Browser.location(signIn).replaceAll(".*request=", "");
    var away = browser.get("/federation/proconnect?request=" + request);
    return new Browser(base()).get(Browser.location(away));
  }

  /// Follows redirects as long as they stay here.
  private HttpResponse<String> followed(Browser browser, HttpResponse<String> response) {
    var last = response;
    while (last.headers().firstValue("Location").filter(l -> l.startsWith(base())).isPresent()) {
      last = browser.follow(last);
    }
    return last;
  }
}
