package fr.vigie.identity;

import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Pages;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// What the tests of the running service share: an account at will, the events it left.
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "identity"))
@WithTestResource(TestKafka.class)
@WithTestResource(FakeLockout.class)
@WithTestResource(FakeProConnect.class)
@WithTestResource(TestClients.class)
abstract class ServiceTest {

  @Inject IdentitySettings settings;
  @Inject EventStore store;
  @Inject PostgresEventStorageEngine engine;
  @Inject EventTypes types;

  @AfterEach
  void lockoutIsWellAgain() {
    FakeLockout.is(FakeLockout.Mood.WELL);
  }

  String base() {
    return settings.url().toString();
  }

  Browser browser() {
    return new Browser(base());
  }

  Application application() {
    return new Application(base());
  }

  /// An account of an advisor; the clock moves on, so that no code is stale.
  Person anAdvisor(String name) {
    return aPerson(name, "advisor");
  }

  Person aPerson(String name, String... roles) {
    return aPersonOf("FT", name, roles);
  }

  /// @param organisation `FT`, or a Cap emploi
  Person aPersonOf(String organisation, String name, String... roles) {
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var person = Person.named(name);
    var line = person.line(roles);
    var answer =
        imported(
            organisation.equals("FT")
                ? line
                : line.replace("\"FT\"", "\"" + organisation + "\"")
                    .replace("\"FT-01\"", "\"" + organisation + "\""));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return person;
  }

  java.net.http.HttpResponse<String> imported(String lines) {
    return browser()
        .postAs(
            "application/x-ndjson",
            "/admin/v1/accounts/import",
            lines,
            "Authorization",
            "Vigie-Service launcher " + FakeLockout.LAUNCHER_KEY);
  }

  /// What an application was refused, by one word each.
  List<String> refusalsOf(String client) {
    return store
        .read(Boundary.of(EventTag.of("by", client), RequestEvent.RequestRefused.class))
        .toCompletableFuture()
        .join()
        .stream()
        .map(event -> ((RequestEvent.RequestRefused) event.payload()).reason())
        .toList();
  }

  List<Object> eventsOf(Person person) {
    var boundary =
        Boundary.of(
                IdentityEvents.account(person.account().toString()),
                IdentityEvent.AccountCreated.class,
                IdentityEvent.SignedIn.class,
                IdentityEvent.FactorAdded.class,
                IdentityEvent.FactorRemoved.class,
                IdentityEvent.RecoveryCodeUsed.class,
                IdentityEvent.ProbationStarted.class,
                IdentityEvent.SessionEnded.class)
            .or(IdentityEvents.accountKey(person.accountKey()), IdentityEvent.SignInFailed.class);
    return store.read(boundary).toCompletableFuture().join().stream()
        .map(StoredEvent::payload)
        .toList();
  }

  /// How far the events go.
  long head() {
    return engine.head().toCompletableFuture().join();
  }

  /// The events of this service after a position, whoever they are about.
  List<Recorded> leftSince(long position) {
    return new Pages(engine, types)
            .after(position, Long.MAX_VALUE, Set.of(IdentityEvent.class, RequestEvent.class), 1_000)
            .toCompletableFuture()
            .join()
            .stream()
            .map(StoredEvent::payload)
            .map(Recorded.class::cast)
            .toList();
  }
}
