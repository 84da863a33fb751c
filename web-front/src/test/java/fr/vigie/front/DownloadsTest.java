package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.front.ServicesBehind.Answer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of those who watch, on their way from audit-service.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
class DownloadsTest {

  private final ServicesBehind behind = ServicesBehind.running();

  @TestHTTPResource String url = "";

  private Browser browser = new Browser("");

  @BeforeEach
  void sign_in() {
    browser = new Browser(url.replaceAll("/$", ""));
    browser.visit("/sign-in");
  }

  private static Answer file(String type, String body) {
    return new Answer(
        200, type, body, Map.of("Content-Disposition", "attachment; filename=\"it.x\""));
  }

  @ParameterizedTest
  @CsvSource({
    "/events/csv?person=p-1&evil=x&limit=3, /v1/events?person=p-1, text/csv",
    "/events/ndjson, /v1/events, application/x-ndjson",
    "/events/parquet, /v1/events, application/vnd.apache.parquet",
    "/persons/p-1/accesses?from=2026-01-05T00%3A00%3A00Z,"
        + " /v1/persons/p-1/accesses?from=2026-01-05T00%3A00%3A00Z, application/pdf",
    "/breaches/b-1, /v1/breaches/b-1/file, application/x-ndjson",
    "/breaches/b-1/form, /v1/breaches/b-1/form, application/pdf"
  })
  void a_file_is_asked_for_in_its_form_and_comes_as_it_is(
      String asked, String behindIt, String type) {
    behind.answers(file(type, "a\nb\n"));

    var answer = browser.get("/api/files" + asked);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("a\nb\n");
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith(type);
    assertThat(answer.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"it.x\"");
    assertThat(behind.lastAsked().address()).isEqualTo(behindIt);
    assertThat(behind.lastAsked().header("Accept")).startsWith(type);
    assertThat(behind.lastAsked().header("Authorization")).startsWith("Bearer ");
  }

  @Test
  void a_file_larger_than_any_buffer_comes_whole() {
    behind.answers(file("text/csv", "0123456789abcdef".repeat(500_000)));

    assertThat(browser.get("/api/files/events/csv").body()).hasSize(8_000_000);
  }

  @Test
  void the_list_of_persons_is_a_deed_and_comes_of_our_own_pages_alone() {
    behind.answers(file("application/x-ndjson", "{}\n"));
    var path = "/api/files/breaches/b-1/affected";

    assertThat(browser.get(path).statusCode()).isEqualTo(405);
    assertThat(browser.send(path, r -> r.POST(BodyPublishers.noBody())))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
    assertThat(behind.timesAsked()).isZero();

    assertThat(browser.post(path, "{}").body()).isEqualTo("{}\n");
    assertThat(behind.lastAsked().method()).isEqualTo("POST");
    assertThat(behind.lastAsked().address()).isEqualTo("/v1/breaches/b-1/affected/exports");
  }

  @Test
  void a_refusal_comes_as_a_problem_and_not_as_a_file() {
    behind.answers(Answer.problem(403, "{\"type\":\"urn:vigie:problem:not-approved\"}", Map.of()));

    var refused = browser.post("/api/files/breaches/b-1/affected", "{}");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("not-approved");
    assertThat(refused.headers().firstValue("content-disposition")).isEmpty();
  }

  @Test
  void stale_factors_are_asked_for_again() {
    behind.answers(
        Answer.problem(
            401,
            "{}",
            Map.of(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_user_authentication\", max_age=\"300\"")));

    assertThat(browser.post("/api/files/breaches/b-1/affected", "{}").body())
        .contains("step-up-needed");
  }

  @Test
  void what_is_of_another_form_is_not_shown() {
    behind.answers(file("text/html", "<script>alert(1)</script>"));

    var answer = browser.get("/api/files/events/csv");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("script");
  }

  @Test
  void a_file_that_breaks_off_behind_is_not_taken_for_a_whole_one() {
    behind.answersAndBreaksOff("text/csv", "x".repeat(200_000));

    assertThatThrownBy(() -> browser.get("/api/files/events/csv"))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/files/events/html",
        "/api/files/persons/%2e%2e%2fadmin/accesses",
        "/api/files/breaches/..%2Fevents"
      })
  void what_is_no_reference_goes_nowhere(String asked) {
    behind.answers(file("text/csv", ""));

    assertThat(browser.get(asked).statusCode()).isIn(400, 404, 405);
    assertThat(behind.timesAsked()).isZero();
  }

  @Test
  void nobody_without_a_session_gets_one() {
    behind.answers(file("text/csv", "a"));

    var answer = new Browser(url.replaceAll("/$", "")).get("/api/files/events/csv");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(behind.timesAsked()).isZero();
  }
}
