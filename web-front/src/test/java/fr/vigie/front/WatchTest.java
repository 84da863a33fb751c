package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.front.ServicesBehind.Answer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls of those who watch, on their way to audit-service.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
class WatchTest {

  private final ServicesBehind behind = ServicesBehind.running();

  @TestHTTPResource String url = "";

  private Browser browser = new Browser("");

  @BeforeEach
  void sign_in() {
    behind.answers(Answer.json(200, "{}"));
    browser = new Browser(url.replaceAll("/$", ""));
    browser.visit("/sign-in");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/events/7/why, /v1/events/7/why",
    "/api/persons/p-1/accesses?from=2026-01-05T00%3A00%3A00Z&evil=x,"
        + " /v1/persons/p-1/accesses?from=2026-01-05T00%3A00%3A00Z",
    "/api/alerts, /v1/alerts",
    "/api/breaches, /v1/breaches",
    "/api/breaches/b-1, /v1/breaches/b-1",
    "/api/breaches/b-1/form, /v1/breaches/b-1/form",
    "/api/log/head, /v1/log/head",
    "/api/log/gaps, /v1/log/gaps",
    "/api/replays, /v1/replays"
  })
  void what_is_read_goes_on_as_it_is(String asked, String behindIt) {
    assertThat(browser.get(asked).statusCode()).isEqualTo(200);

    assertThat(behind.lastAsked().method()).isEqualTo("GET");
    assertThat(behind.lastAsked().address()).isEqualTo(behindIt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/breaches",
        "/breaches/b-1/notifications",
        "/breaches/b-1/affected/requests",
        "/breaches/b-1/affected/approvals",
        "/breaches/b-1/closure",
        "/alerts/a-1/acknowledgement",
        "/alerts/a-1/closure",
        "/replays"
      })
  void what_is_done_goes_on_with_its_body(String path) {
    assertThat(browser.post("/api" + path, "{\"a\":1}").statusCode()).isEqualTo(200);

    assertThat(behind.lastAsked().method()).isEqualTo("POST");
    assertThat(behind.lastAsked().address()).isEqualTo("/v1" + path);
    assertThat(behind.lastAsked().body()).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/events/x/why",
        "/api/persons/%2e%2e%2fadmin/accesses",
        "/api/breaches/..%2Fevents",
        "/api/persons/a%20b/accesses"
      })
  void what_is_no_reference_goes_nowhere(String asked) {
    assertThat(browser.get(asked).statusCode()).isIn(400, 404, 405);
    assertThat(behind.timesAsked()).isZero();
  }
}
