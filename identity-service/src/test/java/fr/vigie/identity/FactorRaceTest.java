package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.passkey.Passkeys;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Law 4, at the moment a factor is replaced: what was begun with the old one opens nothing.
@QuarkusTest
class FactorRaceTest extends ServiceTest {

  private static final String NEW = "tabouret girafe mousson violon";

  @Inject Pool database;
  @Inject Accounts accounts;
  @Inject Passwords passwords;
  @Inject Totps totps;
  @Inject Passkeys passkeys;

  /// The old one was right when it was looked at, and is no more when its sign-in is written down.
  @Test
  void a_password_that_was_replaced_while_it_was_looked_at_leads_nowhere() {
    var alice = anAdvisor("alice");
    var owner = browser();
    application().signIn(owner, alice);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var form = Browser.fields(owner.get("/account/password"));
    form.put("password", NEW);
    form.put("again", NEW);
    var thief = browser();
    FakeLockout.onceBeforeItTakesAnOutcome(() -> owner.post("/account/password", form));

    var codePage = application().codePage(thief, alice);

    if (codePage.statusCode() == 200) {
      Application.code(thief, codePage, alice.code(TestClock.NOW.instant()));
    }
    assertThat(thief.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// The session is not there yet when those opened with the old password are ended.
  @Test
  void a_session_that_opens_just_after_the_password_was_replaced_is_ended() throws Exception {
    var alice = anAdvisor("alice");
    var thief = browser();
    var codePage = application().codePage(thief, alice);
    var code = alice.code(TestClock.NOW.instant());
    var sealed = passwords.seal(alice.account(), NEW).await().indefinitely();

    HttpResponse<String> late;
    try (var threads = Executors.newSingleThreadExecutor()) {
      late =
          whileNoSessionIsWritten(
                  threads,
                  () -> Application.code(thief, codePage, code),
                  () -> {
                    awaitEventOfSignIn(alice);
                    accounts.change(alice.account(), sealed).await().indefinitely();
                  })
              .get();
    }

    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(thief.cookies).doesNotContainKey("__Host-vigie-session");
    assertEnded(alice, "credential-changed");
  }

  /// R12: what a role asks for is asked before there is a session with it.
  @Test
  void a_session_that_opens_just_after_a_role_was_given_is_ended() throws Exception {
    var alice = anAdvisor("alice");
    var browser = browser();
    var codePage = application().codePage(browser, alice);
    var code = alice.code(TestClock.NOW.instant());
    var granted = new RolesGranted(alice.account().toString(), "request", List.of("account-admin"));

    HttpResponse<String> late;
    try (var threads = Executors.newSingleThreadExecutor()) {
      late =
          whileNoSessionIsWritten(
                  threads,
                  () -> Application.code(browser, codePage, code),
                  () -> {
                    awaitEventOfSignIn(alice);
                    store
                        .append(Trail.ofTheService().attributes(), List.of(granted))
                        .toCompletableFuture()
                        .join();
                  })
              .get();
    }

    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertEnded(alice, "roles-changed");
  }

  /// Killed before the last step, the sessions are over already.
  @Test
  void sessions_are_over_before_the_password_they_were_opened_with_is_replaced() throws Exception {
    var alice = anAdvisor("alice");
    var elsewhere = browser();
    application().signIn(elsewhere, alice);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var owner = browser();
    application().signIn(owner, alice);
    var form = Browser.fields(owner.get("/account/password"));
    form.put("password", NEW);
    form.put("again", NEW);

    try (var threads = Executors.newSingleThreadExecutor()) {
      var changed =
          whileLocked(
              "select from credential where account = '" + alice.account() + "' for update",
              threads,
              () -> owner.post("/account/password", form),
              () -> await().until(() -> elsewhere.get("/account").statusCode() == 303));
      assertThat(changed.get().statusCode()).isEqualTo(303);
    }
  }

  @Test
  void a_session_that_opens_just_after_its_passkey_was_taken_away_is_ended() throws Exception {
    var oscar = aPerson("oscar", "security-officer");
    var thief = Officer.enrolled(base(), oscar);
    var browser = browser();

    HttpResponse<String> late;
    try (var threads = Executors.newSingleThreadExecutor()) {
      late =
          whileNoSessionIsWritten(
                  threads,
                  () -> thief.show(browser, application()),
                  () -> {
                    awaitEventOfSignIn(oscar);
                    passkeys
                        .removeAll(oscar.account(), "reset", Trail.ofTheService())
                        .await()
                        .indefinitely();
                  })
              .get();
    }

    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertEnded(oscar, "credential-changed");
  }

  private void assertEnded(Person person, String cause) {
    assertThat(eventsOf(person))
        .filteredOn(SessionEnded.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            SessionEnded.class, ended -> assertThat(ended.cause()).isEqualTo(cause));
  }

  private void awaitEventOfSignIn(Person person) {
    await().until(() -> eventsOf(person).stream().anyMatch(SignedIn.class::isInstance));
  }

  /// Whoever had the old authenticator, and is one step from a passkey of theirs.
  @Test
  void nobody_adds_a_passkey_on_the_word_of_an_authenticator_that_was_replaced() {
    var oscar = aPerson("oscar", "security-officer");
    var thief = browser();
    var codePage = application().codePage(thief, oscar);
    var page = thief.follow(Application.code(thief, codePage, oscar.code(TestClock.NOW.instant())));
    var form = Browser.fields(page);
    form.put("credential", new SoftPasskey(base(), "localhost").make(PasskeyTest.options(page)));
    var offer = totps.offer("test");
    var shown = Person.codeOf(offer.base32(), TestClock.NOW.instant());
    totps
        .bind(oscar.account(), offer, OneTimeCode.of(shown).orElseThrow(), Trail.ofTheService())
        .await()
        .indefinitely();

    var late = thief.post("/sign-in/passkey", form);

    assertThat(late.statusCode()).isEqualTo(400);
  }

  // Reads go on; whoever writes a session waits until all is done.
  private <T> Future<T> whileNoSessionIsWritten(
      ExecutorService threads, Callable<T> begun, Runnable meanwhile) {
    return whileLocked("lock table session in share mode", threads, begun, meanwhile);
  }

  private <T> Future<T> whileLocked(
      String lock, ExecutorService threads, Callable<T> begun, Runnable meanwhile) {
    var transaction = database.getConnection().await().indefinitely();
    try {
      transaction.query("begin; " + lock).execute().await().indefinitely();
      var answer = threads.submit(begun);
      meanwhile.run();
      return answer;
    } finally {
      transaction.query("rollback").execute().await().indefinitely();
      transaction.close().await().indefinitely();
    }
  }
}
