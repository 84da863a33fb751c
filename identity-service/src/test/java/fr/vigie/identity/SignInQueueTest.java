package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.password.Turn;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Many sign-ins at once. Numbers are those of the list of attacks.
@QuarkusTest
class SignInQueueTest extends ServiceTest {

  @Inject Passwords passwords;

  private static List<HttpResponse<String>> atOnce(int times, Supplier<HttpResponse<String>> each) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return Stream.generate(() -> CompletableFuture.supplyAsync(each, threads))
          .limit(times)
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  /// 1.
  @Test
  void of_60_parallel_wrong_passwords_5_are_hashed() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = application().page(browser);
    var before = passwords.computed();

    var answers =
        atOnce(60, () -> Application.password(browser, page, alice.login(), "wrong horse battery"));

    assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(403));
    assertThat(passwords.computed() - before).isEqualTo(5);
    assertThat(eventsOf(alice).stream().filter(SignInFailed.class::isInstance)).hasSize(60);
  }

  /// 3.
  @Test
  void of_20_right_passwords_at_once_all_go_on() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = application().page(browser);

    var answers =
        atOnce(20, () -> Application.password(browser, page, alice.login(), Person.PASSWORD));

    assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(303));
  }

  /// 7: the queue's bound, not the hasher, says no.
  @Test
  void a_full_queue_answers_429_and_uses_no_guess_up() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = application().page(browser);
    var turns = new ArrayList<Turn>();
    for (var turn = passwords.take(); turn.isPresent(); turn = passwords.take()) {
      turns.add(turn.get());
    }

    var answer = Application.password(browser, page, alice.login(), Person.PASSWORD);
    turns.forEach(Turn::over);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(FakeLockout.told(alice.accountKey())).isEmpty();
  }

  /// 7: whoever comes is looked at or told to come again in seconds, and nobody is told that the
  /// service is away: it is not, however many come.
  @Test
  void of_200_at_once_each_is_looked_at_or_told_to_come_again() {
    var browser = browser();
    var page = application().page(browser);
    var before = passwords.computed();

    var answers =
        atOnce(
            200,
            () ->
                Application.password(
                    browser, page, Person.named("nobody").login(), Person.PASSWORD));

    var looked = answers.stream().filter(answer -> answer.statusCode() == 403).count();
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(403, 429))
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).isPresent());
    assertThat(looked).isGreaterThanOrEqualTo(130);
    assertThat(passwords.computed() - before).isEqualTo(looked);
  }
}
