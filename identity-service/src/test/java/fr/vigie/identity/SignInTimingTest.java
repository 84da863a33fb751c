package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// R4; 8: whether an account exists, and whether it is locked, cannot be told by the clock. Samples
/// of the three kinds take turns, and their distributions are held against each other by the test
/// of Kolmogorov and Smirnov, at one in a thousand.
@QuarkusTest
@EnabledIfSystemProperty(named = "vigie.long", matches = "true")
class SignInTimingTest extends ServiceTest {

  private static final int SAMPLES = 400;
  private static final int GUESSES = 5;
  private static final double ONE_IN_A_THOUSAND = 1.95;

  @Test
  void unknown_wrong_and_locked_take_the_same_time() {
    var locked = anAdvisor("locked");
    FakeLockout.lock(locked.accountKey());
    var browser = browser();
    var page = askedAnew(browser);
    var unknownTimes = new ArrayList<Double>();
    var wrongTimes = new ArrayList<Double>();
    var lockedTimes = new ArrayList<Double>();
    var random = new Random(8);
    var alice = anAdvisor("alice");
    var nobody = Person.named("nobody");

    for (var i = 0; i < SAMPLES; i++) {
      if (i % GUESSES == 0) {
        alice = anAdvisor("alice");
        nobody = Person.named("nobody");
        // The clock went on with the new account, and a form is good for ten minutes.
        page = askedAnew(browser);
        millis(browser, page, Person.named("somebody"));
      }
      var form = page;
      var tries =
          new ArrayList<Runnable>(
              List.of(
                  add(unknownTimes, browser, form, nobody),
                  add(wrongTimes, browser, form, alice),
                  add(lockedTimes, browser, form, locked)));
      // What came just before makes a difference to a processor: each kind comes after each.
      Collections.shuffle(tries, random);
      tries.forEach(Runnable::run);
    }

    // The first ones set the pace.
    assertThat(distance(unknownTimes, wrongTimes)).as("unknown, wrong").isLessThan(limit());
    assertThat(distance(lockedTimes, wrongTimes)).as("locked, wrong").isLessThan(limit());
  }

  private static Runnable add(
      List<Double> times, Browser browser, HttpResponse<String> form, Person person) {
    return () -> times.add(millis(browser, form, person));
  }

  private HttpResponse<String> askedAnew(Browser browser) {
    return browser.follow(browser.get(application().request().build().toURI().toString()));
  }

  private static double millis(Browser browser, HttpResponse<String> page, Person person) {
    var started = System.nanoTime();
    var answer = Application.password(browser, page, person.login(), "wrong horse battery");
    var took = (System.nanoTime() - started) / 1e6;
    if (answer.statusCode() != 403) {
      throw new AssertionError(answer.statusCode());
    }
    return took;
  }

  // The greatest distance between the two distributions, without the start.
  private static double distance(List<Double> one, List<Double> other) {
    var a = sorted(one);
    var b = sorted(other);
    var greatest = 0.0;
    for (var x : a) {
      greatest = Math.max(greatest, Math.abs(share(a, x) - share(b, x)));
    }
    for (var x : b) {
      greatest = Math.max(greatest, Math.abs(share(a, x) - share(b, x)));
    }
    return greatest;
  }

  private static double[] sorted(List<Double> times) {
    return times.stream().skip(SAMPLES / 10).mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double share(double[] sorted, double x) {
    return Arrays.stream(sorted).filter(each -> each <= x).count() / (double) sorted.length;
  }

  private static double limit() {
    var n = SAMPLES - SAMPLES / 10;
    return ONE_IN_A_THOUSAND * Math.sqrt(2.0 / n);
  }
}
