package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.testkit.AnnouncedBody;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Forms and cookies that are not what they say. Numbers are those of the list of attacks.
@QuarkusTest
class SignInFormsTest extends ServiceTest {

  /// 19.
  @Test
  void a_form_from_elsewhere_is_not_taken() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = application().page(browser);
    var form = Browser.fields(page);
    form.put("login", alice.login());
    form.put("password", Person.PASSWORD);
    var without = new java.util.HashMap<>(form);
    without.remove("csrf");
    var otherBrowser = browser();
    application().page(otherBrowser);

    assertThat(browser.post("/sign-in", without).statusCode()).isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Origin", "http://evil.example").statusCode())
        .isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Origin", "null").statusCode()).isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(400);
    assertThat(otherBrowser.post("/sign-in", form).statusCode()).isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Origin", base()).statusCode()).isEqualTo(303);
    assertThat(FakeLockout.told(alice.accountKey())).hasSize(1);
    assertThat(refusalsOf("unknown")).contains("form-from-elsewhere", "form-of-another-browser");
  }

  @Test
  void bad_forms_get_a_page_and_use_no_guess_up() {
    var browser = browser();
    var page = application().page(browser);
    var fields = Browser.encode(Browser.fields(page));

    for (var body :
        new String[] {
          "",
          "%",
          "login=a&password=b",
          fields,
          fields + "&login=&password=",
          fields + "&login=a",
          fields + "&login=a&login=b&password=c",
          fields + "&login=a%00b&password=c",
          fields + "&login=" + "a".repeat(201) + "&password=c",
          fields + "&login=a&password=" + "b".repeat(2_049),
          fields + "&request=other&login=a&password=c"
        }) {
      var answer = browser.postRaw("/sign-in", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    }
    assertThat(browser.postAs("text/plain", "/sign-in", "x").statusCode()).isEqualTo(415);
    assertThat(
            AnnouncedBody.status(
                URI.create(base() + "/sign-in"), "application/x-www-form-urlencoded", 1_200_000))
        .isEqualTo(413);
    assertThat(browser.get("/sign-in").statusCode()).isEqualTo(400);
    assertThat(browser.get("/sign-in?request=unknown").statusCode()).isEqualTo(400);
    assertThat(browser.get("/sign-in/code").statusCode()).isEqualTo(400);
    assertThat(browser.get("/authorize/resume?request=unknown").statusCode()).isEqualTo(400);
  }

  @Test
  void a_journey_is_over_after_five_minutes() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = application().codePage(browser, alice);
    TestClock.NOW.advance(Duration.ofMinutes(5));

    var answer = Application.code(browser, page, alice.code(TestClock.NOW.instant()));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  /// 18.
  @Test
  void a_planted_session_cookie_is_not_taken_on() {
    var alice = anAdvisor("alice");
    var browser = browser();
    browser.cookies.put("__Host-vigie-session", "planted");
    browser.cookies.put("__Host-vigie-visit", "planted");

    application().signIn(browser, alice);

    assertThat(browser.cookies.get("__Host-vigie-session")).isNotEqualTo("planted");
    var thief = browser();
    thief.cookies.put("__Host-vigie-session", "planted");
    assertThat(Browser.location(thief.get(application().request().build().toURI().toString())))
        .startsWith(base() + "/sign-in");
  }

  /// 18: what binds a browser to its sign-in is worth nothing to whoever has stolen it.
  @Test
  void a_stolen_visit_does_not_take_the_answer_away() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var application = application();
    var page = application.page(browser);
    var thief = browser();
    thief.cookies.putAll(browser.cookies);
    var request = Browser.fields(page).get("request");

    var code = browser.follow(Application.password(browser, page, alice.login(), Person.PASSWORD));
    var early = thief.get("/authorize/resume?request=" + request);
    Application.code(browser, code, alice.code(TestClock.NOW.instant()));
    var late = thief.get("/authorize/resume?request=" + request);

    assertThat(Browser.location(early)).startsWith(base() + "/sign-in?request=");
    assertThat(Browser.location(late)).startsWith(base() + "/sign-in?request=");
    assertThat(application.codeOf(browser.get("/authorize/resume?request=" + request))).isNotNull();
    assertThat(thief.get("/authorize/resume?request=" + request).statusCode()).isEqualTo(400);
  }

  /// 19: a thief's own sign-in, half done, planted in another browser, takes nobody in: the form
  /// that belongs to it was never sent there.
  @Test
  void a_planted_journey_is_not_gone_on_with() {
    var mallory = anAdvisor("mallory");
    var thief = browser();
    application().codePage(thief, mallory);
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = application().codePage(browser, alice);
    browser.cookies.put("__Host-vigie-journey", thief.cookies.get("__Host-vigie-journey"));

    var answer = Application.code(browser, page, alice.code(TestClock.NOW.instant()));
    var shown = browser.get("/sign-in/code");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(shown.statusCode()).isEqualTo(400);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// 56: what an application believes the login to be is text on a page, and nothing else.
  @Test
  void a_login_hint_is_text_and_nothing_else() {
    for (var hint :
        new String[] {"\"><script>alert(1)</script>", "{{7*7}}{str:raw}", "' or 1=1 --"}) {
      var browser = browser();
      var asked = application().request().loginHint(hint).build().toURI().toString();

      var page = browser.follow(browser.get(asked));

      assertThat(page.statusCode()).as(hint).isEqualTo(200);
      assertThat(page.body())
          .as(hint)
          .contains(
              "value=\""
                  + hint.replace("\"", "&quot;")
                      .replace("<", "&lt;")
                      .replace(">", "&gt;")
                      .replace("'", "&#39;")
                  + '"');
    }
    var header = application().request().loginHint("a\r\nX-Evil: 1").build().toURI().toString();
    var refused = browser().get(header);
    assertThat(Browser.location(refused)).contains("error=invalid_request");
    assertThat(refused.headers().firstValue("X-Evil")).isEmpty();
  }
}
