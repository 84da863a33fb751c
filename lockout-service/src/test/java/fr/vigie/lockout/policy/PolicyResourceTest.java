package fr.vigie.lockout.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Two officers and the numbers. What is approved here is in force for the tests that come after,
/// and so changes nothing that they look at.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class PolicyResourceTest {

  @Inject
  @ConfigProperty(name = "vigie.service-keys.identity-service")
  String identityKey;

  private final Person oscar = officer();
  private final Person olga = officer();

  private static Person officer() {
    return Person.advisor(UUID.randomUUID().toString()).with("security-officer");
  }

  @Test
  void shows_every_number_its_source_and_what_it_promises() {
    as(oscar)
        .get("/v1/policy")
        .then()
        .statusCode(200)
        .body("numbers.name", hasItem("strangers"))
        .body("numbers.find { it.name == 'strangers' }.value", equalTo("5"))
        .body(
            "numbers.find { it.name == 'delay' }.source",
            equalTo("NIST SP 800-63B-4: 30 seconds up to an hour"))
        .body("atMostByStrangers", equalTo(54))
        .body("atMostByDevice", equalTo(109));
  }

  @Test
  void numbers_change_by_the_word_of_two_officers() {
    var changed = Map.of("organisation-accounts", "77");

    var proposal =
        propose(oscar, changed).statusCode(201).body("state", equalTo("proposed")).extract();
    String reference = proposal.path("proposal");
    assertThat(organisationAccounts()).isEqualTo("50");
    decide(oscar, reference, "approval")
        .statusCode(403)
        .body("type", equalTo("urn:vigie:problem:policy-same-officer"));
    decide(olga, reference, "approval").statusCode(200).body("state", equalTo("approved"));

    assertThat(organisationAccounts()).isEqualTo("77");
    String back = propose(oscar, Map.of("organisation-accounts", "50")).extract().path("proposal");
    decide(olga, back, "approval").statusCode(200);
    assertThat(organisationAccounts()).isEqualTo("50");
  }

  @Test
  void a_declined_proposal_is_not_approved_any_more() {
    String reference =
        propose(oscar, Map.of("organisation-accounts", "60")).extract().path("proposal");

    decide(oscar, reference, "refusal").statusCode(200).body("state", equalTo("declined"));

    decide(olga, reference, "approval")
        .statusCode(409)
        .body("type", equalTo("urn:vigie:problem:policy-decided"));
  }

  @Test
  void a_second_officer_finds_what_is_open_and_what_it_would_change() {
    var numbers = Map.of("strangers", "4", "organisation-accounts", "61");
    String open = propose(oscar, numbers).extract().path("proposal");
    String declined =
        propose(oscar, Map.of("organisation-accounts", "62")).extract().path("proposal");
    decide(olga, declined, "refusal").statusCode(200);

    await().untilAsserted(() -> assertThat(proposals()).contains(open).doesNotContain(declined));

    as(olga)
        .get("/v1/policy/proposals")
        .then()
        .body("proposals.find { it.proposal == '" + open + "' }.reason", equalTo("rules-changed"))
        .body(
            "proposals.find { it.proposal == '" + open + "' }.proposedBy", equalTo(oscar.account()))
        .body(
            "proposals.find { it.proposal == '" + open + "' }.changes",
            hasItems(
                Map.of("name", "strangers", "now", "5", "proposed", "4"),
                Map.of("name", "organisation-accounts", "now", "50", "proposed", "61")))
        .body(
            "proposals.find { it.proposal == '" + open + "' }.promise.atMostByStrangers",
            lessThan(54));
  }

  /// Who made it had not seen the other: it can no longer be approved, and is not offered.
  @Test
  void an_approval_takes_the_other_proposals_off_the_list() {
    String overtaken =
        propose(oscar, Map.of("organisation-accounts", "63")).extract().path("proposal");
    await().untilAsserted(() -> assertThat(proposals()).contains(overtaken));
    String approved =
        propose(oscar, Map.of("organisation-accounts", "50")).extract().path("proposal");

    decide(olga, approved, "approval").statusCode(200);

    await().untilAsserted(() -> assertThat(proposals()).doesNotContain(overtaken, approved));
    decide(olga, overtaken, "approval")
        .statusCode(409)
        .body("type", equalTo("urn:vigie:problem:policy-overtaken"));
  }

  @Test
  void a_page_of_proposals_that_there_is_not_is_a_bad_request() {
    as(olga).get("/v1/policy/proposals?cursor=soon").then().statusCode(400);
  }

  private List<String> proposals() {
    return as(olga).get("/v1/policy/proposals").path("proposals.proposal");
  }

  /// R1, R53: at run time too.
  @Test
  void numbers_that_bound_nothing_are_not_even_proposed() {
    for (var bad :
        List.of(Map.of("strangers", "11"), Map.of("lock", "soon"), Map.of("luck", "7"))) {
      propose(oscar, bad)
          .statusCode(400)
          .contentType("application/problem+json")
          .body("field", equalTo("numbers"));
    }
  }

  @Test
  void nobody_else_sees_or_changes_them() {
    var advisor = Person.advisor(UUID.randomUUID().toString());

    as(advisor).get("/v1/policy").then().statusCode(403);
    as(advisor).get("/v1/policy/proposals").then().statusCode(403);
    propose(advisor, Map.of("strangers", "4")).statusCode(403);
    as(advisor).body("{}").post("/v1/policy/dry-runs").then().statusCode(403);
  }

  @Test
  void a_dry_run_shows_who_would_have_been_locked() {
    var account = "dry-run-" + UUID.randomUUID();
    for (var guess = 0; guess < 2; guess++) {
      fail(account);
    }

    as(oscar)
        .body(Map.of("numbers", Map.of("strangers", "2", "free", "1")))
        .post("/v1/policy/dry-runs")
        .then()
        .statusCode(200)
        .body("guesses", greaterThanOrEqualTo(2))
        .body("locked.find { it.account == '" + account + "' }.now", equalTo(1))
        .body("locked.find { it.account == '" + account + "' }.then", equalTo(0))
        .body("locked.find { it.account == '" + account + "' }.longest", equalTo(900));
  }

  private void fail(String account) {
    var attempt = UUID.randomUUID().toString();
    identity()
        .body(Map.of("attempt", attempt, "account", account, "factor", "pwd", "network", "unknown"))
        .post("/v1/attempts")
        .then()
        .statusCode(200)
        .body("decision", equalTo("permitted"));
    identity()
        .body(Map.of("account", account, "outcome", "failed"))
        .put("/v1/attempts/" + attempt + "/outcome")
        .then()
        .statusCode(204);
  }

  private String organisationAccounts() {
    return as(olga)
        .get("/v1/policy")
        .path("numbers.find { it.name == 'organisation-accounts' }.value");
  }

  private static ValidatableResponse propose(Person officer, Map<?, ?> numbers) {
    return as(officer)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("numbers", numbers, "reason", "rules-changed"))
        .post("/v1/policy/proposals")
        .then();
  }

  private static ValidatableResponse decide(Person officer, String proposal, String what) {
    return as(officer).post("/v1/policy/proposals/" + proposal + "/" + what).then();
  }

  private RequestSpecification identity() {
    return given()
        .header("Authorization", "Vigie-Service identity-service " + identityKey)
        .contentType("application/json");
  }

  private static RequestSpecification as(Person person) {
    return given()
        .header("Authorization", "Bearer " + TestIssuer.running().token(person))
        .contentType("application/json");
  }
}
