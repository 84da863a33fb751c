package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
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
                    await()
                        .until(() -> eventsOf(alice).stream().anyMatch(SignedIn.class::isInstance));
                    accounts.change(alice.account(), sealed).await().indefinitely();
                  })
              .get();
    }

    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(thief.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(alice))
        .last()
        .isInstanceOfSatisfying(
            SessionEnded.class, ended -> assertThat(ended.cause()).isEqualTo("credential-changed"));
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
    var transaction = database.getConnection().await().indefinitely();
    try {
      transaction.query("begin; lock table session in share mode").execute().await().indefinitely();
      var answer = threads.submit(begun);
      meanwhile.run();
      return answer;
    } finally {
      transaction.query("rollback").execute().await().indefinitely();
      transaction.close().await().indefinitely();
    }
  }
}
