package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What the service tells of how people sign in.
@QuarkusTest
class FiguresTest extends ServiceTest {

  @Inject Pool database;

  @TestHTTPResource(value = "/metrics", management = true)
  String metrics = "";

  private String metrics() throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(metrics)).build(), BodyHandlers.ofString())
        .body();
  }

  private double figure(String name, String... tags) throws Exception {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> Arrays.stream(tags).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void each_step_is_measured_by_factor_and_outcome_and_nothing_of_the_person() throws Exception {
    var alice = anAdvisor("alice");
    var before = figure("vigie_sign_in_step_seconds_count", "factor=\"otp\"", "\"signed-in\"");
    var failed = figure("vigie_sign_in_failed_total", "factor=\"pwd\"", "\"wrong-secret\"");
    var browser = browser();
    var page = browser.follow(browser.get(application().request().build().toURI().toString()));
    Application.password(browser, page, alice.login(), "not it at all, really");
    application().signIn(browser(), alice);

    assertThat(figure("vigie_sign_in_step_seconds_count", "factor=\"otp\"", "\"signed-in\""))
        .isEqualTo(before + 1);
    assertThat(figure("vigie_sign_in_failed_total", "factor=\"pwd\"", "\"wrong-secret\""))
        .isEqualTo(failed + 1);
    assertThat(figure("vigie_sign_in_step_seconds_count", "factor=\"pwd\"", "\"next\""))
        .isPositive();
    assertThat(metrics()).doesNotContain(alice.login(), alice.account().toString());
  }

  @Test
  void who_has_a_passkey_is_counted_by_organisation() throws Exception {
    var oscar = aPerson("oscar", "auditor");
    Officer.enrolled(base(), oscar);
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();

    while (passkeysOf(oscar) != 1) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private int passkeysOf(Person person) {
    var rows =
        database
            .preparedQuery(
                "select passkeys from passkey_share where account = $1 and organisation = 'FT'")
            .executeAndAwait(Tuple.of(person.account()));
    return rows.size() == 0 ? -1 : rows.iterator().next().getInteger("passkeys");
  }
}
