package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.status.Scope;
import fr.vigie.front.ServicesBehind.Answer;
import fr.vigie.testkit.TestFreezes;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a browser meets whose account was frozen while it was signed in, and an officer's calls.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
class FreezeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServicesBehind behind = ServicesBehind.running();

  @TestHTTPResource String url = "";

  private Browser browser = new Browser("");

  @BeforeEach
  void sign_in() {
    behind.answers(Answer.json(200, "{}"));
    browser = new Browser(url.replaceAll("/$", ""));
    browser.visit("/sign-in");
  }

  @Test
  void whoever_is_frozen_is_told_so_and_nothing_goes_on_behind() {
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
    TestFreezes.freeze(Scope.ACCOUNT, SignInProvider.ACCOUNT);
    try {
      await().atMost(PATIENCE).until(() -> browser.get("/api/me").statusCode() == 403);
      behind.answers(Answer.json(200, "{}"));

      var answer = browser.get("/api/portfolio");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("urn:vigie:problem:account-frozen");
      assertThat(behind.timesAsked()).isZero();
    } finally {
      TestFreezes.thaw(Scope.ACCOUNT, SignInProvider.ACCOUNT);
    }
    await().atMost(PATIENCE).until(() -> browser.get("/api/me").statusCode() == 200);
  }

  @Test
  void an_officers_call_goes_on_with_its_key() {
    browser.post("/api/freezes/f-1/thaw", "{\"reason\":\"harmless\"}");

    assertThat(behind.lastAsked().address()).isEqualTo("/v1/freezes/f-1/thaw");
    assertThat(behind.lastAsked().body()).isEqualTo("{\"reason\":\"harmless\"}");

    browser.get("/api/freezes?state=frozen&evil=x");

    assertThat(behind.lastAsked().address()).isEqualTo("/v1/freezes?state=frozen");
    assertThat(browser.post("/api/freezes/../../admin/thaw", "{}").statusCode()).isIn(404, 405);
  }

  @Test
  void an_officers_look_at_a_lock_goes_on_and_a_login_stays_in_the_body() {
    browser.post("/api/locks/look-up", "{\"login\":\"a.durand\"}");

    assertThat(behind.lastAsked().address()).isEqualTo("/v1/locks/look-up");
    assertThat(behind.lastAsked().body()).isEqualTo("{\"login\":\"a.durand\"}");

    browser.post("/api/locks/key-of-somebody-0000/clearing", "{\"reason\":\"mistake\"}");

    assertThat(behind.lastAsked().address()).isEqualTo("/v1/locks/key-of-somebody-0000/clearing");
    assertThat(browser.post("/api/locks/key-of-somebody-0000/anything", "{}").statusCode())
        .isIn(404, 405);
  }
}
