package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import fr.vigie.testkit.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every attack that is refused leaves an event: one a row, by its number in the list of attacks.
/// Those that other services refuse (4 to 7, 64: lockout-service) leave theirs there; what a lying
/// passkey leaves (12) is in [PasskeyTest], a stranger at the desk (13) in [ResetTest], another
/// provider's word in [FederationTest].
@QuarkusTest
class AttackEventsTest extends ServiceTest {

  private static final URI CALLBACK = URI.create(FakeLockout.CALLBACK);
  private static final String PLANTED = "0f8fad5b-d9cb-469f-a165-70867728950e";

  /// An attack, and what it leaves.
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Attack {
    WRONG_PASSWORD("1", test -> test.password("wrong horse battery"), failed("pwd")),
    PASSWORD_OF_NOBODY("8", AttackEventsTest::nobody, failed("pwd")),
    RIGHT_PASSWORD_OF_A_LOCKED_ACCOUNT("2", AttackEventsTest::locked, failed("pwd")),
    WRONG_CODE("10", test -> test.signedInWith("000000"), failed("otp")),
    CODE_SHOWN_TWICE("9", AttackEventsTest::codeTwice, failed("otp")),
    BOUND_TOKEN_WITHOUT_ITS_KEY("14", AttackEventsTest::withoutKey, refused("token-refused")),
    PROOF_FOR_ANOTHER_REQUEST(
        "14", test -> test.proofOf("GET", "/token", 0), refused("dpop-proof-other-request")),
    STALE_PROOF("14", test -> test.proofOf("POST", "/token", 31), refused("dpop-proof-time")),
    REFRESH_TOKEN_SHOWN_TWICE("15", AttackEventsTest::refreshTwice, ended("refresh-reused")),
    CODE_CHANGED_TWICE("16", AttackEventsTest::changeTwice, ended("code-reused")),
    NO_VERIFIER("16", test -> test.changeWith(CALLBACK, null), refused("code-of-another")),
    ANOTHER_VERIFIER(
        "16", test -> test.changeWith(CALLBACK, new CodeVerifier()), refused("code-of-another")),
    ANOTHER_REDIRECT_URI("16", AttackEventsTest::redirectedElsewhere, refused("code-of-another")),
    UNREGISTERED_REDIRECT_URI(
        "16",
        test -> test.asks(Map.of("redirect_uri", "http://evil.example/")),
        refused("redirect-uri-not-registered")),
    PKCE_IN_PLAIN(
        "16",
        test -> test.asks(Map.of("code_challenge_method", "plain")),
        refused("invalid-request")),
    NO_PKCE("16", test -> test.asks(Map.of("code_challenge", "")), refused("invalid-request")),
    IMPLICIT(
        "16",
        test -> test.asks(Map.of("response_type", "token")),
        refused("unsupported-response-type")),
    REQUEST_OBJECT(
        "17", test -> test.asks(Map.of("request", "x")), refused("request-not-supported")),
    REQUEST_BY_ADDRESS(
        "17",
        test -> test.asks(Map.of("request_uri", "http://evil.example/")),
        refused("request-uri-not-supported")),
    UNKNOWN_CLIENT(
        "16", test -> test.asks(Map.of("client_id", "mallory")), refused("unknown-client")),
    PASSWORD_GRANT(
        "16",
        test -> test.token("grant_type=password&username=a&password=b"),
        refused("unsupported-grant-type")),
    WRONG_CLIENT_SECRET("16", AttackEventsTest::wrongSecret, refused("client-not-proven")),
    UNSIGNED_TOKEN("17", test -> test.shows(Attack::unsigned), refused("token-refused")),
    TOKEN_OF_OTHER_CLAIMS("17", test -> test.shows(Attack::otherClaims), refused("token-refused")),
    TOKEN_NAMING_A_KEY("17", test -> test.shows(Attack::keyOfPath), refused("token-refused")),
    PLANTED_SESSION(
        "18",
        AttackEventsTest::planted,
        event -> event instanceof SignedIn signedIn && !signedIn.session().equals(PLANTED)),
    FORM_FROM_ELSEWHERE(
        "19", test -> test.form("Origin", "http://evil.example"), refused("form-from-elsewhere")),
    FORM_OF_ANOTHER_BROWSER("19", AttackEventsTest::loginCsrf, refused("form-of-another-browser")),
    STRANGER_AS_ADMINISTRATOR(
        "56", test -> test.browser().get("/admin/v1/accounts"), Attack::isAStrangers),
    STRANGER_AS_OPERATOR("20", AttackEventsTest::changesKeys, Attack::isAStrangers),
    STRANGER_AS_LAUNCHER("56", AttackEventsTest::imports, Attack::isAStrangers),
    STRANGER_AS_DIRECTORY("56", AttackEventsTest::scim, Attack::isAStrangers);

    private final String number;
    private final Function<AttackEventsTest, Object> deed;
    private final Predicate<Recorded> left;

    Attack(String number, Function<AttackEventsTest, Object> deed, Predicate<Recorded> left) {
      this.number = number;
      this.deed = deed;
      this.left = left;
    }

    @Override
    public String toString() {
      return number + " " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static Predicate<Recorded> failed(String factor) {
      return event -> event instanceof SignInFailed failed && failed.factor().equals(factor);
    }

    private static Predicate<Recorded> refused(String reason) {
      return event -> event instanceof RequestRefused refused && refused.reason().equals(reason);
    }

    private static boolean isAStrangers(Recorded event) {
      return event instanceof RequestRefused refused && refused.by().equals(RequestEvent.UNKNOWN);
    }

    private static Predicate<Recorded> ended(String cause) {
      return event -> event instanceof SessionEnded ended && ended.cause().equals(cause);
    }

    private static String unsigned(String[] parts) {
      return encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".";
    }

    private static String otherClaims(String[] parts) {
      return parts[0] + "." + encoded("{\"sub\":\"x\"}") + "." + parts[2];
    }

    private static String keyOfPath(String[] parts) {
      return encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"../../etc\"}")
          + "."
          + parts[1]
          + "."
          + parts[2];
    }

    private static String encoded(String json) {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_attack_that_is_refused_leaves_an_event(Attack attack) {
    // Refusals of one kind within a minute are told together.
    TestClock.NOW.advance(Duration.ofSeconds(61));
    var before = head();

    var _ = attack.deed.apply(this);

    assertThat(leftSince(before)).anyMatch(attack.left);
  }

  private HttpResponse<String> page(Browser browser) {
    return browser.follow(browser.get(application().request().build().toURI().toString()));
  }

  private Object password(String password) {
    var browser = browser();
    return Application.password(browser, page(browser), anAdvisor("alice").login(), password);
  }

  private Object nobody() {
    var browser = browser();
    return Application.password(browser, page(browser), "nobody' or '1'='1", Person.PASSWORD);
  }

  private Object locked() {
    var alice = anAdvisor("alice");
    FakeLockout.lock(alice.accountKey());
    var browser = browser();
    return Application.password(browser, page(browser), alice.login(), Person.PASSWORD);
  }

  private Object signedInWith(String code) {
    return codeOf(anAdvisor("alice"), code);
  }

  private Object codeTwice() {
    var alice = anAdvisor("alice");
    application().signIn(browser(), alice);
    return codeOf(alice, alice.code(TestClock.NOW.instant()));
  }

  private Object codeOf(Person person, String code) {
    var browser = browser();
    var next =
        browser.follow(
            Application.password(browser, page(browser), person.login(), Person.PASSWORD));
    return Application.code(browser, next, code);
  }

  private String accessToken() {
    var application = application();
    return Application.tokens(
            application.change(
                application.codeOf(application.signIn(browser(), anAdvisor("alice")))))
        .getOIDCTokens()
        .getAccessToken()
        .getValue();
  }

  private Object shows(Function<String[], String> change) {
    return userinfo(change.apply(accessToken().split("\\.", -1)));
  }

  private Object userinfo(String token) {
    return browser().get("/userinfo", "Authorization", "Bearer " + token);
  }

  private Object withoutKey() {
    var application = application();
    var code = application.codeOf(application.signIn(browser(), anAdvisor("alice"))).getValue();
    var key = new TestKey();
    var form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            FakeLockout.CALLBACK,
            "code_verifier",
            application.verifier.getValue());
    var first = send(form, proof(key, ""));
    var nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
    var bound =
        new io.vertx.core.json.JsonObject(send(form, proof(key, nonce)).body())
            .getString("access_token");
    return userinfo(bound);
  }

  private String proof(TestKey key, String nonce) {
    return key.proof(
        "POST",
        base() + "/token",
        TestClock.NOW.instant(),
        claims -> nonce.isEmpty() ? claims : claims.claim("nonce", nonce));
  }

  private HttpResponse<String> send(Map<String, String> form, String proof) {
    return browser()
        .post(
            "/token",
            form,
            "Authorization",
            basic("web-front", FakeLockout.CLIENT_SECRET),
            "DPoP",
            proof);
  }

  private Object proofOf(String method, String path, long secondsAgo) {
    return send(
        Map.of("grant_type", "refresh_token", "refresh_token", "x"),
        new TestKey()
            .proof(
                method,
                base() + path,
                TestClock.NOW.instant().minusSeconds(secondsAgo),
                claims -> claims));
  }

  private Object refreshTwice() {
    var application = application();
    var tokens =
        Application.tokens(
                application.change(
                    application.codeOf(application.signIn(browser(), anAdvisor("alice")))))
            .getOIDCTokens();
    application.refresh(tokens.getRefreshToken());
    return application.refresh(tokens.getRefreshToken());
  }

  private Object changeTwice() {
    var application = application();
    var code = application.codeOf(application.signIn(browser(), anAdvisor("alice")));
    application.change(code);
    return application.change(code);
  }

  private Object changeWith(
      URI redirectUri, @org.jspecify.annotations.Nullable CodeVerifier verifier) {
    var application = application();
    var code = application.codeOf(application.signIn(browser(), anAdvisor("alice")));
    return application.change(
        verifier == null
            ? new AuthorizationCodeGrant(code, redirectUri)
            : new AuthorizationCodeGrant(code, redirectUri, verifier));
  }

  private Object redirectedElsewhere() {
    var application = application();
    var code = application.codeOf(application.signIn(browser(), anAdvisor("alice")));
    return application.change(
        new AuthorizationCodeGrant(code, URI.create(CALLBACK + "/"), application.verifier));
  }

  private Object asks(Map<String, String> instead) {
    var form = new LinkedHashMap<String, String>();
    application()
        .request()
        .build()
        .toParameters()
        .forEach((name, values) -> form.put(name, values.getFirst()));
    form.putAll(instead);
    return browser().get("/authorize?" + Browser.encode(form));
  }

  private Object token(String body) {
    return browser()
        .postRaw("/token", body, "Authorization", basic("web-front", FakeLockout.CLIENT_SECRET));
  }

  private Object wrongSecret() {
    return browser()
        .postRaw(
            "/token",
            "grant_type=refresh_token&refresh_token=x",
            "Authorization",
            basic("web-front", "guessed-secret-0123456789-0123456789"));
  }

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private Object planted() {
    var browser = browser();
    browser.cookies.put("__Host-vigie-session", PLANTED);
    return application().signIn(browser, anAdvisor("alice"));
  }

  private Object form(String... headers) {
    var browser = browser();
    return browser.post("/sign-in", Browser.fields(page(browser)), headers);
  }

  private Object loginCsrf() {
    var victim = browser();
    page(victim);
    return victim.post("/sign-in", Browser.fields(page(browser())));
  }

  private Object changesKeys() {
    return browser().postAs("application/json", "/admin/v1/signing-keys", "{}");
  }

  private Object imports() {
    return browser()
        .postAs(
            "application/x-ndjson",
            "/admin/v1/accounts/import",
            Person.named("mallory").line("account-admin"),
            "Authorization",
            "Vigie-Service launcher guessed-key-0123456789-0123456789-01234");
  }

  private Object scim() {
    return browser().get("/scim/v2/Users", "Authorization", "Bearer guessed-token-0123456789");
  }
}
