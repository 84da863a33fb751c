package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.platform.Trail;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// R12: privileged roles use authenticators of known models, and the maker's word is what counts.
@QuarkusTest
class AttestedPasskeyTest extends ServiceTest {

  private static final UUID ANOTHER_MODEL = new UUID(0, 12);

  @Inject Pool database;

  @Test
  void an_officer_adds_a_passkey_of_a_known_model_and_signs_in_with_it() {
    var oscar = aPerson("oscar", "security-officer");

    var redirect = Officer.enrolled(base(), oscar).signIn(browser(), application());

    assertThat(Browser.location(redirect)).startsWith(FakeLockout.CALLBACK);
    assertThat(eventsOf(oscar)).anyMatch(FactorAdded.class::isInstance);
    assertThat(modelsOf(oscar)).containsExactly(Maker.MODEL);
  }

  @Test
  void an_advisor_is_not_asked_for_a_model_and_none_is_kept() {
    var alice = anAdvisor("alice");
    var page = accountPage(alice, browser());

    assertThat(new JsonObject(PasskeyTest.options(page)).getString("attestation"))
        .isEqualTo("none");
  }

  static List<Arguments> pretences() {
    return List.of(
        pretence("model-not-allowed", passkey -> passkey.vouching = SoftPasskey.Vouching.NOT),
        pretence("model-not-allowed", passkey -> passkey.model = passkey.certified = ANOTHER_MODEL),
        pretence("attestation", passkey -> passkey.certified = ANOTHER_MODEL),
        pretence("attestation", passkey -> passkey.vouching = SoftPasskey.Vouching.BY_ITSELF),
        pretence("attestation", passkey -> passkey.maker = new Maker("Known Keys")));
  }

  private static Arguments pretence(String reason, Consumer<SoftPasskey> how) {
    return Arguments.of(reason, how);
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("pretences")
  void whatever_else_is_refused_with_a_word_and_an_event(String reason, Consumer<SoftPasskey> how) {
    var oscar = aPerson("oscar", "account-admin");
    var browser = browser();
    var enrol = enrolPage(oscar, browser);
    var passkey = new SoftPasskey(base(), "localhost");
    how.accept(passkey);
    var form = Browser.fields(enrol);
    form.put("credential", passkey.make(PasskeyTest.options(enrol)));

    var refused = browser.post("/sign-in/passkey", form);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("clé d’accès d’un modèle reconnu");
    assertThat(eventsOf(oscar))
        .last()
        .isEqualTo(new SignInFailed(oscar.accountKey(), "passkey", reason));
    assertThat(modelsOf(oscar)).isEmpty();
  }

  /// What was good enough for an advisor is not for the desk; a known model takes its place.
  @Test
  void a_role_that_comes_later_asks_for_another_passkey() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = accountPage(alice, browser);
    var old = new SoftPasskey(base(), "localhost");
    var form = Browser.fields(page);
    form.put("credential", old.make(PasskeyTest.options(page)));
    browser.post("/account/passkeys", form);
    store
        .append(
            Trail.ofTheService().attributes(),
            List.of(new RolesGranted(alice.account().toString(), "1", List.of("desk"))))
        .toCompletableFuture()
        .join();

    old.counter++;
    var refused = show(old);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var redirect = Officer.enrolled(base(), alice).signIn(browser(), application());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("ne suffit plus à votre fonction");
    assertThat(eventsOf(alice))
        .contains(new SignInFailed(alice.accountKey(), "passkey", "model-not-allowed"));
    assertThat(Browser.location(redirect)).startsWith(FakeLockout.CALLBACK);
    assertThat(eventsOf(alice)).last().isInstanceOf(SignedIn.class);
  }

  /// A superuser of the database writes the model in.
  @Test
  void a_model_written_into_the_table_by_hand_is_none() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = accountPage(alice, browser);
    var passkey = new SoftPasskey(base(), "localhost");
    var form = Browser.fields(page);
    form.put("credential", passkey.make(PasskeyTest.options(page)));
    browser.post("/account/passkeys", form);
    database
        .preparedQuery("update passkey set model = $1 where account = $2")
        .executeAndAwait(Tuple.of(Maker.MODEL, alice.account()));

    passkey.counter++;
    assertThat(show(passkey).statusCode()).isEqualTo(403);
  }

  private List<UUID> modelsOf(Person person) {
    var models = new java.util.ArrayList<UUID>();
    database
        .preparedQuery("select model from passkey where account = $1")
        .executeAndAwait(Tuple.of(person.account()))
        .forEach(row -> models.add(row.getUUID("model")));
    return models;
  }

  private HttpResponse<String> show(SoftPasskey passkey) {
    var browser = browser();
    var page = browser.follow(browser.get(application().request().build().toURI().toString()));
    var form = Browser.fields(page);
    form.put("credential", passkey.show(PasskeyTest.options(page)));
    return browser.post("/sign-in", form);
  }

  private HttpResponse<String> enrolPage(Person person, Browser browser) {
    var page = browser.follow(browser.get(application().request().build().toURI().toString()));
    var codePage =
        browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
    return browser.follow(
        Application.code(browser, codePage, person.code(TestClock.NOW.instant())));
  }

  private HttpResponse<String> accountPage(Person person, Browser browser) {
    var page = browser.follow(browser.get("/account"));
    var codePage =
        browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
    return browser.follow(
        Application.code(browser, codePage, person.code(TestClock.NOW.instant())));
  }
}
