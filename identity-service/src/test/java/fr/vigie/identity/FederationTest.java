package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.FederatedIdentityBound;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.FakeProConnect.Visitor;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.Trail;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in by another provider's word (R14).
@QuarkusTest
class FederationTest extends ServiceTest {

  private long head;

  // Refusals of one kind within a minute are told together.
  @BeforeEach
  void time_goes_on() {
    TestClock.NOW.advance(Duration.ofSeconds(61));
    head = head();
  }

  private void says(IdentityEvent event) {
    store.append(Trail.ofTheService().attributes(), List.of(event)).toCompletableFuture().join();
  }

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
    var other =
        signInPage(application().request().prompt(new Prompt(Prompt.Type.SELECT_ACCOUNT)).build());

    assertThat(any).contains("href=\"/federation/proconnect?request=", "ProConnect");
    assertThat(fresh).doesNotContain("/federation/");
    assertThat(anew).doesNotContain("/federation/");
    assertThat(other).doesNotContain("/federation/");
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

  /// R12: no other provider says which authenticator it took.
  @Test
  void whose_role_asks_for_a_passkey_is_not_let_in_by_anothers_word() {
    var alice = anAdvisor("alice");
    aVisitor("eidas3", "hwk", "user");
    bind(browser(), alice);
    says(new RolesGranted(alice.account().toString(), "r", List.of("desk")));
    var browser = browser();

    var page = there(application(), browser);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Votre fonction demande une clé d’accès");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(leftSince(head)).anyMatch(failed("passkey-required"));
  }

  @Test
  void whoever_has_left_is_told_so_and_not_let_in() {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    bind(browser(), alice);
    says(new AccountClosed(alice.account().toString(), "left"));
    var browser = browser();

    var page = there(application(), browser);

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("Ce compte est fermé");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
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

  /// Something that is wrong with what comes back, and what it leaves.
  record Forgery(String name, Predicate<Recorded> leaves, Runnable how) {

    private static Forgery of(String name, UnaryOperator<JWTClaimsSet.Builder> how) {
      return new Forgery(name, UNSOUND, () -> FakeProConnect.tamper = how);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Predicate<Recorded> UNSOUND =
      event ->
          event instanceof RequestRefused refused
              && refused.endpoint().equals("federation")
              && refused.reason().equals("answer-not-sound");

  private static Predicate<Recorded> failed(String reason) {
    return event ->
        event instanceof SignInFailed failed
            && failed.factor().equals("federation")
            && failed.reason().equals(reason);
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery("a foreign key", UNSOUND, () -> FakeProConnect.foreignKey = true),
        Forgery.of("another issuer", claims -> claims.issuer("https://evil.example")),
        Forgery.of("another audience", claims -> claims.audience("other")),
        Forgery.of("another nonce", claims -> claims.claim("nonce", "x".repeat(43))),
        Forgery.of("no nonce", claims -> claims.claim("nonce", null)),
        Forgery.of(
            "expired", claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
        Forgery.of("no subject", claims -> claims.subject(null)),
        new Forgery(
            "somebody else's user info",
            UNSOUND.or(failed("unclear-identity")),
            () -> FakeProConnect.otherSubject = "somebody"));
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
    assertThat(leftSince(head)).anyMatch(forgery.leaves());
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
    assertThat(page.body()).contains("Connexion refusée");
    assertThat(leftSince(head)).anyMatch(UNSOUND);
  }

  /// ATTACKS 16, mix-up: what one provider answered is worth nothing where another is awaited.
  @Test
  void an_answer_of_one_provider_is_not_taken_for_anothers() {
    var alice = anAdvisor("alice");
    aVisitor("eidas2");
    bind(browser(), alice);
    var browser = browser();
    var callback = Browser.location(toTheProvider(application(), browser));

    var page = followed(browser, browser.get(callback.replace("/proconnect/", "/second/")));

    assertThat(callback).contains("/federation/proconnect/callback?");
    assertThat(page.statusCode()).isBetween(400, 403);
    assertThat(leftSince(head)).anyMatch(UNSOUND);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// Law 8: what a person is called over there is not told here.
  @Test
  void who_is_turned_away_is_not_called_as_the_provider_calls_them() {
    var visitor = aVisitor("eidas2");
    var browser = browser();
    var callback = toTheProvider(application(), browser);
    browser.cookies.remove("__Host-vigie-visit");

    var page = followed(browser, callback);

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(leftSince(head)).asString().doesNotContain(visitor.sub());
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
