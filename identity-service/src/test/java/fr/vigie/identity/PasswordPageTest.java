package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A new password, chosen by its owner.
@QuarkusTest
class PasswordPageTest extends ServiceTest {

  private static final String NEW = "tabouret girafe mousson violon";

  @Test
  void a_new_password_takes_the_place_of_the_old_and_ends_other_sessions() {
    var alice = anAdvisor("alice");
    var elsewhere = browser();
    application().signIn(elsewhere, alice);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var browser = browser();
    application().signIn(browser, alice);
    var form = Browser.fields(browser.get("/account/password"));
    form.put("password", NEW);
    form.put("again", NEW);

    var changed = browser.post("/account/password", form);

    assertThat(Browser.location(changed)).isEqualTo(base() + "/account?done=password");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/account").statusCode()).isEqualTo(303);
    assertThat(eventsOf(alice))
        .anyMatch(FactorAdded.class::isInstance)
        .anyMatch(SessionEnded.class::isInstance);
    var other = browser();
    var page = other.follow(other.get(application().request().build().toURI().toString()));
    assertThat(Application.password(other, page, alice.login(), Person.PASSWORD).statusCode())
        .isEqualTo(403);
    assertThat(Application.password(other, page, alice.login(), NEW).statusCode()).isEqualTo(303);
  }

  /// Law 4: whoever knew the old password, and gets hold of a code a moment later, has one factor.
  @Test
  void a_sign_in_that_was_begun_with_the_old_password_goes_on_no_more() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var thief = browser();
    var codePage = application().codePage(thief, alice);
    var form = Browser.fields(browser.get("/account/password"));
    form.put("password", NEW);
    form.put("again", NEW);
    browser.post("/account/password", form);

    var late = Application.code(thief, codePage, alice.code(TestClock.NOW.instant()));

    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(thief.cookies).doesNotContainKey("__Host-vigie-session");
  }

  @Test
  void a_password_that_does_not_do_says_why_and_changes_nothing() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    var form = Browser.fields(browser.get("/account/password"));
    form.put("password", "motdepasse2026!");
    form.put("again", "motdepasse2026!");

    var refused = browser.post("/account/password", form);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Il se devine trop vite");
    assertThat(eventsOf(alice)).noneMatch(FactorAdded.class::isInstance);
  }
}
