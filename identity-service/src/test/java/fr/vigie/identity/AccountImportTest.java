package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountImportTest extends ServiceTest {

  @Inject Pool database;

  @Test
  void accounts_are_taken_once() {
    var alice = Person.named("alice");
    var bob = Person.named("bob");
    var lines = alice.line("advisor") + bob.line("manager", "advisor");

    var first = imported(lines);
    var second = imported(lines + "\n\n");

    assertThat(new JsonObject(first.body()))
        .isEqualTo(new JsonObject().put("imported", 2).put("kept", 0));
    assertThat(new JsonObject(second.body()))
        .isEqualTo(new JsonObject().put("imported", 0).put("kept", 2));
    assertThat(eventsOf(bob))
        .containsExactly(
            new AccountCreated(
                bob.account().toString(), "FT", "FT-01", List.of("manager", "advisor")));
  }

  @Test
  void a_bad_line_stops_the_whole() {
    var alice = Person.named("alice");
    var oscar = Person.named("oscar");

    var both = imported(alice.line("advisor") + oscar.line("advisor", "auditor"));
    var broken = imported(alice.line("advisor") + "{\"account\":1}\n");
    var nothing = imported("null");

    assertThat(both.statusCode()).isEqualTo(422);
    assertThat(new JsonObject(both.body()).getString("type"))
        .isEqualTo("urn:vigie:problem:bad-line");
    assertThat(both.body()).contains("Line 2").doesNotContain("horse", oscar.login());
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(eventsOf(alice)).isEmpty();
  }

  @Test
  void a_login_is_one_accounts() {
    var alice = Person.named("alice");
    imported(alice.line("advisor"));
    var twin =
        new Person(java.util.UUID.randomUUID(), alice.login().toUpperCase(java.util.Locale.ROOT));

    var answer = imported(twin.line("advisor"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(eventsOf(twin)).isEmpty();
  }

  @Test
  void nobody_but_the_launcher_may() {
    var line = Person.named("oscar").line("advisor");

    var stranger = browser().postAs("application/x-ndjson", "/admin/v1/accounts/import", line);
    var wrong =
        browser()
            .postAs(
                "application/x-ndjson",
                "/admin/v1/accounts/import",
                line,
                "Authorization",
                "Vigie-Service launcher wrong");

    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(wrong.statusCode()).isEqualTo(401);
  }

  @Test
  void neither_password_nor_secret_lies_open_in_the_database() {
    var alice = anAdvisor("alice");

    var secrets =
        database
            .preparedQuery("select secret from credential where account = $1")
            .execute(io.vertx.mutiny.sqlclient.Tuple.of(alice.account()))
            .await()
            .indefinitely();

    assertThat(secrets).hasSize(2);
    secrets.forEach(row ->
        assertThat(row.getString("secret")).startsWith("eyJ").doesNotContain("argon2", "GEZDGNBV"));
  }
}
