package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// identity-service says that a session has ended.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
class BackChannelTest {

  private final SignInProvider provider = SignInProvider.running();

  @TestHTTPResource String url = "";

  private Browser browser = new Browser("");

  @BeforeEach
  void somebody_is_signed_in() {
    browser = new Browser(url.replaceAll("/$", ""));
    browser.visit("/sign-in");
  }

  // No cookie, no origin: a service calls.
  private int told(String token) {
    return new Browser(url.replaceAll("/$", ""))
        .send(
            "/sign-out/back-channel",
            request ->
                request
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token)))
        .statusCode();
  }

  private int whoAmI() {
    return browser.get("/api/me").statusCode();
  }

  @Test
  void the_session_is_over_at_its_next_request() {
    var told = told(provider.logoutToken(Map.of()));

    assertThat(told).isEqualTo(204);
    assertThat(whoAmI()).isEqualTo(401);
  }

  @Test
  void another_session_goes_on() {
    assertThat(told(provider.logoutToken(Map.of("sid", "another")))).isEqualTo(204);
    assertThat(whoAmI()).isEqualTo(200);
  }

  @Test
  void a_false_token_ends_nothing() {
    var good = provider.logoutToken(Map.of());
    var parts = good.split("\\.", -1);

    for (var bad :
        new String[] {
          "",
          "x",
          "..",
          parts[0] + "." + parts[1] + ".",
          "eyJhbGciOiJub25lIn0." + parts[1] + ".",
          provider.logoutToken(Map.of("aud", "another-application")),
          provider.logoutToken(Map.of("iss", "https://elsewhere.example")),
          provider.logoutToken(Map.of("nonce", "n")),
          provider.logoutToken(Map.of("events", Map.of())),
          provider.logoutToken(Map.of("typ", "JWT")),
          "a".repeat(5_000)
        }) {
      assertThat(told(bad)).as(bad).isEqualTo(400);
    }
    assertThat(whoAmI()).isEqualTo(200);
  }
}
