package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// lockout-service, and it alone, learns which key an account is counted under.
@QuarkusTest
class AccountKeysTest extends ServiceTest {

  private static final String DOOR = "/admin/v1/account-keys";

  private HttpResponse<String> ask(String service, String key, String question) {
    return browser()
        .postAs(
            "application/json",
            DOOR,
            question,
            "Authorization",
            "Vigie-Service " + service + " " + key);
  }

  private HttpResponse<String> ask(String question) {
    return ask("lockout-service", FakeLockout.LOCKOUT_KEY, question);
  }

  @Test
  void an_account_and_its_login_have_the_key_that_guesses_are_counted_by() {
    var alice = anAdvisor("alice");

    var byAccount = ask("{\"account\":\"%s\"}".formatted(alice.account()));
    var byLogin = ask("{\"login\":\"%s\"}".formatted(alice.login()));

    assertThat(new JsonObject(byAccount.body()).getString("accountKey"))
        .isEqualTo(alice.accountKey());
    assertThat(byLogin.body()).isEqualTo(byAccount.body());
  }

  @Test
  void a_login_of_nobody_has_a_key_like_any_other_and_an_account_of_nobody_has_none() {
    assertThat(ask("{\"login\":\"nobody-at-all\"}").statusCode()).isEqualTo(200);
    assertThat(ask("{\"account\":\"%s\"}".formatted(UUID.randomUUID())).statusCode())
        .isEqualTo(404);
    assertThat(ask("{\"account\":\"alice\"}").statusCode()).isEqualTo(400);
    assertThat(ask("{}").statusCode()).isEqualTo(400);
  }

  @Test
  void nobody_else_may_ask() {
    var question = "{\"login\":\"alice\"}";

    assertThat(ask("launcher", FakeLockout.LAUNCHER_KEY, question).statusCode()).isEqualTo(403);
    assertThat(ask("lockout-service", "x".repeat(40), question).statusCode()).isEqualTo(401);
  }
}
