package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.front.ServicesBehind.Answer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service wants factors that were shown just now (RFC 9470).
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
class StepUpTest {

  private static final String RECORD = "/records/b0000000-0000-4000-8000-0000000000A2";

  private final SignInProvider provider = SignInProvider.running();
  private final ServicesBehind behind = ServicesBehind.running();

  @TestHTTPResource String url = "";

  private Browser browser = new Browser("");

  @BeforeEach
  void somebody_signed_in_an_hour_ago() {
    behind.answers(Answer.json(200, "{}"));
    browser = new Browser(url.replaceAll("/$", ""));
    provider.authenticatedAt = Instant.now().minusSeconds(3600);
    browser.visit("/sign-in");
  }

  @Test
  void a_page_learns_what_to_do() {
    behind.answers(
        Answer.problem(
            401,
            "{\"type\":\"urn:vigie:problem:step-up-needed\"}",
            Map.of(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_user_authentication\", max_age=\"300\"")));

    var answer = browser.get("/api" + RECORD);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("urn:vigie:problem:step-up-needed");
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
  }

  @Test
  void factors_are_shown_again_and_the_browser_comes_back() {
    var before = browser.session().getValue();

    var page = browser.visit("/sign-in/step-up?to=" + RECORD);

    assertThat(page.uri().getPath()).isEqualTo(RECORD);
    assertThat(provider.lastAsked).containsEntry("max_age", "60");
    assertThat(browser.session().getValue()).isNotEqualTo(before);
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
  }

  @Test
  void the_session_before_is_over_then() {
    var old = browser.session();
    browser.visit("/sign-in/step-up?to=" + RECORD);

    browser.cookies().put("q_session", old);

    assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Test
  void whoever_gives_up_half_way_has_lost_nothing() {
    var before = browser.session().getValue();

    var way = browser.get("/sign-in/step-up?to=/portfolio");

    assertThat(way.statusCode()).isEqualTo(302);
    assertThat(browser.session().getValue()).isEqualTo(before);
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
  }

  @Test
  void whoever_has_just_signed_in_goes_straight_on() {
    provider.authenticatedAt = Instant.now();
    browser.visit("/sign-in/step-up?to=/portfolio");
    var session = browser.session().getValue();

    var answer = browser.get("/sign-in/step-up?to=/portfolio");

    assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/portfolio");
    assertThat(browser.session().getValue()).isEqualTo(session);
  }

  @Test
  void an_address_cannot_ask_for_less() {
    browser.visit("/sign-in/step-up?to=/portfolio&max_age=86400");

    assertThat(provider.lastAsked).containsEntry("max_age", "60");
  }

  /// Attack 19.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "/%2felsewhere.example",
        "/..//elsewhere.example",
        "javascript:alert(1)",
        "/portfolio?next=//elsewhere.example",
        "x"
      })
  void leads_nowhere_else(String to) {
    var encoded = java.net.URLEncoder.encode(to, StandardCharsets.UTF_8);

    var page = browser.visit("/sign-in/step-up?to=" + encoded);

    assertThat(page.uri().getPath()).isEqualTo("/");
    assertThat(page.uri().toString()).startsWith(url);
  }
}
