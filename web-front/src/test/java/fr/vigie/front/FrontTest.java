package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.front.ServicesBehind.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the browser is given, and what goes on to the services.
@QuarkusTest
class FrontTest extends FrontStage {

  private static final String RECORD = "/api/records/b0000000-0000-4000-8000-000000000002";

  @ParameterizedTest
  @ValueSource(strings = {"/", "/portfolio", "/assets/none.js", "/api/me", "/sign-in", "/none.css"})
  void every_answer_binds_the_browser(String address) {
    var headers = browser.get(address).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void files_named_after_their_content_are_kept() {
    var page = browser.get("/").body();
    var script = page.replaceAll("(?s).*src=\"(/assets/index-[^\"]+\\.js)\".*", "$1");

    var answer = browser.get(script);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Cache-Control"))
        .containsExactly("public, max-age=31536000, immutable");
  }

  @ParameterizedTest
  @CsvSource({
    "/portfolio,200",
    "/records/b0000000-0000-4000-8000-000000000002,200",
    "/records/MjAyNjAxMDUtMDkwMC1hbGljZS1hbmQtYXdhLTQ4LWJ5dGVzLWluLWFsbC1vZ_-x,200",
    "/sign-in-failed,200",
    "/assets/none.js,404",
    "/none.css,404",
    "/q/none,404"
  })
  void what_is_no_file_and_no_call_is_the_page(String address, int status) {
    var answer = browser.get(address);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().contains("<div id=\"root\">")).isEqualTo(status == 200);
  }

  @Test
  void a_stranger_calls_nothing() {
    var answer = browser.get("/api/portfolio");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("urn:vigie:problem:not-signed-in");
    assertThat(behind.timesAsked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "resets"})
  void leads_to_the_pages_of_ones_own_account(String page) {
    var answer = browser.get("/own/" + page);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue(provider.url() + "/" + page);
    assertThat(browser.get("/own/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void goes_on_with_the_users_token_and_the_purpose() {
    browser.visit("/sign-in");
    behind.answers(Answer.json(200, "{\"receipt\":\"e-1\"}"));

    var answer = browser.send(RECORD, request -> request.header("Vigie-Purpose", "interview"));

    assertThat(answer.body()).isEqualTo("{\"receipt\":\"e-1\"}");
    var asked = behind.lastAsked();
    assertThat(asked.address()).isEqualTo(RECORD.replace("/api", "/v1"));
    assertThat(asked.header("Vigie-Purpose")).isEqualTo("interview");
    assertThat(asked.header("Authorization")).startsWith("Bearer eyJ");
    assertThat(asked.header("Cookie")).isEmpty();
    assertThat(asked.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(asked.header("Vigie-Correlation"))
        .isEqualTo(answer.headers().firstValue("Vigie-Correlation").orElseThrow());
  }

  @Test
  void a_proxy_that_names_no_address_stops_nobody() {
    browser.visit("/sign-in");
    behind.answers(Answer.json(200, "{}"));

    var answer =
        browser.send(
            RECORD,
            request ->
                request.header("Vigie-Purpose", "interview").header("X-Forwarded-For", "a-word"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(behind.lastAsked().header("X-Forwarded-For")).isEqualTo("unknown");
  }

  @Test
  void a_search_travels_in_the_body() {
    browser.visit("/sign-in");

    browser.post("/api/search", "{\"name\":\"Morel\"}");

    assertThat(behind.lastAsked().address()).isEqualTo("/v1/search");
    assertThat(behind.lastAsked().body()).isEqualTo("{\"name\":\"Morel\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/file/contact,PUT",
    "/notes,POST",
    "/appointments,POST",
    "/appointments/7a5d0b8e-0000-4000-8000-000000000001,PUT"
  })
  void what_is_written_into_a_file_goes_on_as_it_was_sent(String what, String method) {
    browser.visit("/sign-in");

    browser.post(RECORD + what, "{\"phone\":null}");

    assertThat(behind.lastAsked().method()).isEqualTo(method);
    assertThat(behind.lastAsked().address()).isEqualTo(RECORD.replace("/api", "/v1") + what);
    assertThat(behind.lastAsked().body()).isEqualTo("{\"phone\":null}");
  }

  @Test
  void of_an_address_goes_on_what_is_known() {
    browser.visit("/sign-in");

    browser.get("/api/events?outcome=refused&evil=1&from=2026-01-05T09%3A00%3A00Z");

    assertThat(behind.lastAsked().address())
        .isEqualTo("/v1/events?outcome=refused&from=2026-01-05T09%3A00%3A00Z");
  }

  @ParameterizedTest
  @CsvSource({"404,no-such-record", "429,budget-exhausted", "503,not-recorded", "403,forbidden"})
  void refusals_come_back_as_they_are(int status, String name) {
    browser.visit("/sign-in");
    var problem = "{\"type\":\"urn:vigie:problem:%s\",\"status\":%d}".formatted(name, status);
    behind.answers(Answer.problem(status, problem, Map.of("Retry-After", "60")));

    var answer = browser.get(RECORD);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(answer.body()).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({"500,text/html,503", "302,text/html,503", "404,text/plain,404", "401,text/html,401"})
  void an_answer_nobody_can_read_becomes_a_problem(int status, String type, int shown) {
    browser.visit("/sign-in");
    behind.answers(new Answer(status, type, "java.lang.Secret", Map.of()));

    var answer = browser.get(RECORD);

    assertThat(answer.statusCode()).isEqualTo(shown);
    assertThat(answer.body()).startsWith("{\"type\":\"urn:vigie:problem:").doesNotContain("Secret");
  }

  @Test
  void a_call_of_another_sites_page_is_refused() {
    browser.visit("/sign-in");

    var withoutHeader =
        browser.send(
            "/api/search",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Origin", url.replaceAll("/$", ""))
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
    var fromElsewhere =
        browser.send(
            "/api/search",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Vigie-Request", "1")
                    .header("Origin", "https://elsewhere.example")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(List.of(withoutHeader, fromElsewhere))
        .extracting(HttpResponse::statusCode)
        .containsOnly(403);
    assertThat(behind.timesAsked()).isZero();
  }
}
