package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.ResetEvent.NoticeSent;
import fr.vigie.contracts.identity.ResetEvent.ResetCompleted;
import fr.vigie.contracts.identity.ResetEvent.ResetLinkMade;
import fr.vigie.contracts.identity.ResetEvent.ResetStepRefused;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.identity.platform.ResetEvents;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The way in of 2024: somebody talks the desk into a reset, or has taken the desk over. ATTACKS
/// 13; R15 to R19.
@QuarkusTest
class ResetTest extends ServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern LINK = Pattern.compile("http\\S+/reset\\?link=([A-Za-z0-9_-]{43})");
  private static final String NEW = "seven green lanterns under ice";

  /// Somebody of the staff who is signed in.
  private record Clerk(Browser browser, Person person) {}

  private Clerk clerk(String name, String role) {
    return clerkOf("FT", name, role);
  }

  private Clerk clerkOf(String organisation, String name, String role) {
    var person = aPersonOf(organisation, name, role);
    var browser = browser();
    if (role.equals("desk") || role.equals("account-admin")) {
      var officer = Officer.enrolled(base(), person);
      TestClock.NOW.advance(Duration.ofSeconds(60));
      officer.signIn(browser, application());
    } else {
      application().signIn(browser, person);
    }
    return new Clerk(browser, person);
  }

  private static HttpResponse<String> post(Clerk clerk, String path, Map<String, String> more) {
    // The same token as on every page of theirs.
    var csrf = Browser.fields(clerk.browser().get("/account")).get("csrf");
    var form = new LinkedHashMap<String, String>();
    form.put("csrf", String.valueOf(csrf));
    form.putAll(more);
    return clerk.browser().post(path, form);
  }

  private static UUID start(Clerk desk, Person whom, String kind, String proofing) {
    var reset = UUID.randomUUID();
    var answer =
        post(
            desk,
            "/resets",
            Map.of(
                "reset",
                reset.toString(),
                "login",
                whom.login(),
                "kind",
                kind,
                "proofing",
                proofing));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return reset;
  }

  private HttpResponse<String> step(Clerk clerk, UUID reset, String step) {
    // The list follows the events a moment later.
    await()
        .atMost(PATIENCE)
        .until(() -> clerk.browser().get("/resets").body().contains(reset.toString()));
    return post(clerk, "/resets/steps", Map.of("reset", reset.toString(), "step", step));
  }

  private static String mail(Person person) {
    return person.login() + "@mail.example";
  }

  private static String notices(Person person) {
    return person.login() + "@elsewhere.example";
  }

  private String link(Person person) {
    var letters = Outbox.to(mail(person), 1);
    var matcher = LINK.matcher(letters.getLast());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private Browser arrived(String link) {
    var browser = browser();
    browser.get("/reset?link=" + link);
    return browser;
  }

  private static HttpResponse<String> choose(Browser browser, Map<String, String> more) {
    var form = new LinkedHashMap<>(Browser.fields(browser.get("/reset/choice")));
    form.putAll(more);
    return browser.post("/reset/choice", form);
  }

  private static Map<String, String> password(String code) {
    return Map.of("code", code, "password", NEW, "again", NEW);
  }

  private List<Object> resetEvents(Person person) {
    return store
        .read(Boundary.of(ResetEvents.of(person.account().toString())))
        .toCompletableFuture()
        .join()
        .stream()
        .map(StoredEvent::payload)
        .toList();
  }

  /// R56.
  @Test
  void an_admin_of_a_cap_emploi_does_not_see_who_elsewhere_has_lost_a_factor() {
    var alice = anAdvisor("alice");
    var reset = start(clerk("delphine", "desk"), alice, "password", "none");
    var admin = clerk("adam", "account-admin");
    await()
        .atMost(PATIENCE)
        .until(() -> admin.browser().get("/resets").body().contains(reset.toString()));
    var theirs = clerkOf("CE-01", "celine", "account-admin");

    var list = theirs.browser().get("/resets");
    var stopped =
        post(theirs, "/resets/steps", Map.of("reset", reset.toString(), "step", "decline"));

    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).doesNotContain(reset.toString(), alice.login());
    assertThat(stopped.statusCode()).isEqualTo(403);
  }

  @Test
  void a_password_is_chosen_anew_by_the_person_alone_and_everything_old_is_over() {
    var alice = anAdvisor("alice");
    application().signIn(browser(), alice);
    var desk = clerk("delphine", "desk");
    var manager = clerk("maurice", "manager");
    var admin = clerk("adam", "account-admin");

    var reset = start(desk, alice, "password", "none");
    assertThat(step(manager, reset, "approve").statusCode()).isEqualTo(303);
    assertThat(step(admin, reset, "approve").statusCode()).isEqualTo(303);
    var link = link(alice);
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var done = choose(arrived(link), password(alice.code(TestClock.NOW.instant())));

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(eventsOf(alice))
        .anyMatch(event ->
            event instanceof SessionEnded(_, _, var why) && why.equals("credential-changed"))
        .anyMatch(event -> event instanceof FactorAdded(_, var factor, _) && factor.equals("pwd"))
        .contains(
            new ProbationStarted(
                alice.account().toString(),
                "password-reset",
                TestClock.NOW.instant().plus(Duration.ofHours(24))));
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var browser = browser();
    var page = browser.follow(browser.get(application().request().build().toURI().toString()));
    assertThat(Application.password(browser, page, alice.login(), Person.PASSWORD).statusCode())
        .isEqualTo(403);
    assertThat(Application.password(browser, page, alice.login(), NEW).statusCode()).isEqualTo(303);
    // R17: by another channel, and to the manager too.
    assertThat(Outbox.to(notices(alice), 2)).hasSize(2).noneMatch(l -> l.contains(link));
    await()
        .atMost(PATIENCE)
        .until(() ->
            resetEvents(alice).stream()
                .anyMatch(event ->
                    event instanceof NoticeSent(var account, var recipient, _)
                        && !account.equals(recipient)));
  }

  /// ATTACKS 13: one hijacked or talked-over desk agent gets nothing.
  @Test
  void the_desk_alone_gets_nothing() {
    var alice = anAdvisor("alice");
    var desk = clerk("delphine", "desk");
    var second = clerk("denis", "desk");

    var reset = start(desk, alice, "password", "none");
    var own = step(desk, reset, "approve");
    var colleagues = post(second, "/resets/steps", Map.of("reset", "" + reset, "step", "approve"));

    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(colleagues.statusCode()).isEqualTo(403);
    assertThat(resetEvents(alice))
        .noneMatch(ResetLinkMade.class::isInstance)
        .contains(
            new ResetStepRefused(
                alice.account().toString(),
                desk.person().account().toString(),
                "approve",
                "own-request"));
    assertThat(Outbox.to(mail(alice))).isEmpty();
    // And the person knows.
    assertThat(Outbox.to(notices(alice), 1).getFirst()).contains("/resets");
  }

  /// ATTACKS 13: a link that was got out of its owner opens nothing without the factor that stays.
  @Test
  void a_stolen_link_opens_nothing_and_guesses_at_it_count() {
    var alice = anAdvisor("alice");
    var link = approved(alice, "password", "none");
    var thief = arrived(link);

    for (var guess = 0; guess < 5; guess++) {
      assertThat(choose(thief, password("00000" + guess)).statusCode()).isEqualTo(403);
    }
    var right = choose(thief, password(alice.code(TestClock.NOW.instant())));

    assertThat(right.statusCode()).isEqualTo(403);
    assertThat(resetEvents(alice)).noneMatch(ResetCompleted.class::isInstance);
    assertThat(thief.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// R19: once, for ten minutes.
  @Test
  void a_link_works_once_and_not_after_ten_minutes() {
    var alice = anAdvisor("alice");
    var link = approved(alice, "password", "none");
    var bob = anAdvisor("bob");
    var bobs = approved(bob, "password", "none");
    TestClock.NOW.advance(Duration.ofSeconds(60));
    assertThat(choose(arrived(link), password(alice.code(TestClock.NOW.instant()))).statusCode())
        .isEqualTo(200);

    TestClock.NOW.advance(Duration.ofSeconds(60));
    var again = arrived(link).get("/reset/choice");
    TestClock.NOW.advance(Duration.ofMinutes(10));
    var late = arrived(bobs).get("/reset/choice");

    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(late.statusCode()).isEqualTo(410);
    assertThat(browser().get("/reset?link=" + "A".repeat(43)).statusCode()).isEqualTo(303);
    assertThat(arrived("A".repeat(43)).get("/reset/choice").statusCode()).isEqualTo(410);
  }

  /// R16: a lost factor is proofed, and the password is shown.
  @Test
  void a_lost_factor_is_bound_anew_and_keys_and_codes_of_before_are_void() {
    var alice = anAdvisor("alice");
    var link = approved(alice, "factor", "in-person");
    var browser = arrived(link);
    var page = browser.get("/reset/choice");
    var secret = page.body().replaceAll("(?s).*<code class=\"secret\">([A-Z2-7 ]+)</code>.*", "$1");
    var code = Person.codeOf(secret.replace(" ", ""), TestClock.NOW.instant());
    var form = new LinkedHashMap<>(Browser.fields(page));
    form.put("code", code);
    form.put("password", "not " + Person.PASSWORD);
    assertThat(browser.post("/reset/choice", form).statusCode()).isEqualTo(403);

    form.put("password", Person.PASSWORD);
    var done = browser.post("/reset/choice", form);

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(eventsOf(alice))
        .anyMatch(event -> event instanceof FactorAdded(_, var factor, _) && factor.equals("otp"))
        .anyMatch(event ->
            event instanceof ProbationStarted(_, var cause, _) && cause.equals("factor-reset"));
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  @Test
  void the_person_stops_it_and_the_link_is_void() {
    var alice = anAdvisor("alice");
    var link = approved(alice, "password", "none");
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var aliceIn = browser();
    application().signIn(aliceIn, alice);

    var reset =
        aliceIn.get("/resets").body().replaceAll("(?s).*name=\"reset\" value=\"([^\"]+)\".*", "$1");
    var stopped = step(new Clerk(aliceIn, alice), UUID.fromString(reset), "decline");

    assertThat(stopped.statusCode()).isEqualTo(303);
    assertThat(arrived(link).get("/reset/choice").statusCode()).isEqualTo(410);
  }

  @Test
  void the_page_is_for_those_whom_it_concerns() {
    var alice = anAdvisor("alice");
    var desk = clerk("delphine", "desk");
    var reset = start(desk, alice, "password", "none");
    var oscar = anAdvisor("oscar");
    var browser = browser();
    application().signIn(browser, oscar);
    await()
        .atMost(PATIENCE)
        .until(() -> desk.browser().get("/resets").body().contains(reset.toString()));

    assertThat(browser.get("/resets").body()).doesNotContain(alice.login(), "name=\"login\"");
    assertThat(
            post(
                    new Clerk(browser, oscar),
                    "/resets/steps",
                    Map.of("reset", reset.toString(), "step", "decline"))
                .statusCode())
        .isEqualTo(403);
    assertThat(browser().get("/resets").statusCode()).isEqualTo(303);
  }

  private String approved(Person whom, String kind, String proofing) {
    var desk = clerk("delphine", "desk");
    var manager = clerk("maurice", "manager");
    var admin = clerk("adam", "account-admin");
    var reset = start(desk, whom, kind, proofing);
    assertThat(step(manager, reset, "approve").statusCode()).isEqualTo(303);
    assertThat(step(admin, reset, "approve").statusCode()).isEqualTo(303);
    return link(whom);
  }
}
