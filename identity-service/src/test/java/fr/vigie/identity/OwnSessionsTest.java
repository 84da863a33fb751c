package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.identity.platform.Trail;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Somebody looks at the sessions of the own account, and ends those that should not be there.
@QuarkusTest
class OwnSessionsTest extends ServiceTest {

  private static final String PAGE = "/account/sessions";
  private static final Pattern SESSION =
      Pattern.compile("name=\"session\" value=\"([0-9a-f-]{36})\"");

  private Browser signedIn(Person person) {
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var browser = browser();
    application().signIn(browser, person);
    return browser;
  }

  private static boolean isOpen(Browser browser) {
    return browser.get(PAGE).statusCode() == 200;
  }

  private static HttpResponse<String> end(Browser browser, String name, String value) {
    var form = Browser.fields(browser.get(PAGE));
    form.put(name, value);
    return browser.post(PAGE + "/end", form);
  }

  private static String other(Browser browser) {
    var matcher = SESSION.matcher(browser.get(PAGE).body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /// ATTACKS 6: whoever fails at an account without end makes its owner's page no heavier.
  @Test
  void the_last_sign_ins_are_a_few_however_many_there_were() {
    var alice = anAdvisor("alice");
    var failed = new SignInFailed(alice.accountKey(), "pwd", "wrong-secret");
    store
        .append(Trail.ofTheService().attributes(), Collections.nCopies(500, failed))
        .toCompletableFuture()
        .join();
    var here = signedIn(alice);

    var page = here.get("/account").body();

    var lines =
        page.substring(
            page.indexOf("id=\"sign-ins\""),
            page.indexOf("class=\"hint\"", page.indexOf("id=\"sign-ins\"")));
    assertThat(lines.split("<li>", -1)).hasSize(6);
    assertThat(lines).containsSubsequence("(127.0.0.0/24)", "tentative refusée", "(none)");
  }

  @Test
  void a_session_is_ended_from_another_one_and_nobody_has_to_sign_in_for_it() {
    var alice = anAdvisor("alice");
    var there = signedIn(alice);
    var here = signedIn(alice);
    TestClock.NOW.advance(Duration.ofMinutes(10));
    var session = other(here);

    var ended = here.follow(end(here, "session", session));

    assertThat(ended.body()).contains("C’est fermé");
    assertThat(isOpen(there)).isFalse();
    assertThat(isOpen(here)).isTrue();
    assertThat(eventsOf(alice))
        .last()
        .isEqualTo(new SessionEnded(alice.account().toString(), session, "by-owner"));
  }

  @Test
  void all_others_are_ended_at_once() {
    var alice = anAdvisor("alice");
    var one = signedIn(alice);
    var two = signedIn(alice);
    var here = signedIn(alice);

    end(here, "others", "on");

    assertThat(isOpen(one)).isFalse();
    assertThat(isOpen(two)).isFalse();
    assertThat(isOpen(here)).isTrue();
  }

  /// ATTACKS 19 and 21.
  @Test
  void nobody_ends_anothers_or_by_a_form_of_anothers() {
    var alice = anAdvisor("alice");
    var oscar = anAdvisor("oscar");
    signedIn(alice);
    var alices = signedIn(alice);
    var oscars = signedIn(oscar);

    end(oscars, "session", other(alices));
    end(oscars, "session", UUID.randomUUID().toString());
    end(oscars, "session", "x");
    var forged = alices.post(PAGE + "/end", Map.of("others", "on", "csrf", "x"));

    assertThat(forged.statusCode()).isEqualTo(400);
    assertThat(eventsOf(alice)).noneMatch(SessionEnded.class::isInstance);
    assertThat(eventsOf(oscar)).noneMatch(SessionEnded.class::isInstance);
    assertThat(browser().get(PAGE).statusCode()).isEqualTo(303);
  }
}
