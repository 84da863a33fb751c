package fr.vigie.lockout.officers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.lockout.locks.Bound;
import fr.vigie.lockout.locks.Origin;
import fr.vigie.lockout.policy.Policies;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Officers see locks, know what can still be guessed, and unlock.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class LocksTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject EventStore store;
  @Inject Policies policies;
  @Inject Clock clock;

  private final Person oscar =
      Person.advisor(UUID.randomUUID().toString()).with("security-officer");
  private final String account = UUID.randomUUID().toString();
  private final String key = TestIssuer.accountKey(account);

  private void lock(String accountKey) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    store
        .append(
            Map.of(),
            List.of(new AccountLocked(accountKey, 5, now, now.plus(Duration.ofHours(1)), null, 1)))
        .toCompletableFuture()
        .join();
  }

  @Test
  void an_officer_unlocks_an_account_and_the_look_and_the_deed_are_events() {
    lock(key);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            as(oscar).get("/v1/locks").then().statusCode(200).body("locks.account", hasItem(key)));

    as(oscar)
        .body("{\"account\":\"%s\"}".formatted(account))
        .post("/v1/locks/look-up")
        .then()
        .statusCode(200)
        .body("status.account", equalTo(key))
        .body("status.state", equalTo("locked"))
        .body("events.type", hasItem("lockout.account-locked"));
    post(key + "/clearing", "{\"reason\":\"holder-verified\"}", oscar)
        .statusCode(200)
        .body("state", equalTo("open"));

    await()
        .atMost(PATIENCE)
        .until(() -> !as(oscar).get("/v1/locks").<List<String>>path("locks.account").contains(key));
    as(oscar).get("/v1/locks/" + key).then().body("events.type", hasItem("lockout.lock-cleared"));
    assertThat(
            store
                .read(Boundary.of(EventTag.of("officer", oscar.account())))
                .toCompletableFuture()
                .join())
        .extracting(event -> event.attributes().getOrDefault("operation", ""))
        .contains("view-locks", "view-lock");
  }

  @Test
  void what_can_be_guessed_in_a_day_is_computed_from_the_policy_in_force() {
    var policy = policies.inForce().await().indefinitely();

    as(oscar)
        .body("{\"login\":\"somebody\"}")
        .post("/v1/locks/look-up")
        .then()
        .statusCode(200)
        .body("status.state", equalTo("open"))
        .body(
            "atMostByStrangers",
            equalTo(Bound.guesses(policy, new Origin.Strangers(), Duration.ofDays(1))))
        .body(
            "atMostByDevice",
            equalTo(Bound.guesses(policy, new Origin.Device("any"), Duration.ofDays(1))));
  }

  @Test
  void nobody_unlocks_their_own_account() {
    var own = TestIssuer.accountKey(oscar.account());
    lock(own);

    post(own + "/clearing", "{\"reason\":\"mistake\"}", oscar)
        .statusCode(403)
        .body("type", equalTo("urn:vigie:problem:own-lock"));
  }

  @Test
  void a_lock_is_extended_within_bounds_and_only_where_there_is_one() {
    post(key + "/extension", "{\"reason\":\"under-attack\",\"hours\":2}", oscar)
        .statusCode(409)
        .body("type", equalTo("urn:vigie:problem:lock-not-locked"));
    lock(key);

    post(key + "/extension", "{\"reason\":\"under-attack\",\"hours\":13}", oscar).statusCode(400);
    post(key + "/extension", "{\"reason\":\"under-attack\",\"hours\":3}", oscar)
        .statusCode(200)
        .body("state", equalTo("locked"));
    post(key + "/device-revocation", "{\"reason\":\"device-lost\"}", oscar).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"reason\":\"because\"}", "null"})
  void a_deed_without_a_reason_from_the_list_is_not_done(String body) {
    post(key + "/clearing", body, oscar).statusCode(400);
    as(oscar).body("{}").post("/v1/locks/look-up").then().statusCode(400);
  }

  @Test
  void nobody_else_sees_or_touches_locks() {
    var advisor = Person.advisor(UUID.randomUUID().toString());

    as(advisor).get("/v1/locks").then().statusCode(403);
    as(advisor).get("/v1/locks/" + key).then().statusCode(403);
    post(key + "/clearing", "{\"reason\":\"mistake\"}", advisor).statusCode(403);
  }

  private static RequestSpecification as(Person person) {
    return given()
        .auth()
        .oauth2(TestIssuer.running().token(person))
        .contentType("application/json");
  }

  private static io.restassured.response.ValidatableResponse post(
      String path, String body, Person by) {
    return as(by)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post("/v1/locks/" + path)
        .then();
  }
}
