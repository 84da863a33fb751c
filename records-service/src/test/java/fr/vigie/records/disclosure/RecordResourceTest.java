package fr.vigie.records.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class RecordResourceTest {

  private static final int SERIES = 1;
  private static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final String BEN = "5f0c9d7e-0000-4000-8000-000000000002";

  @Inject Pool pool;

  @Test
  void shows_a_record_of_the_portfolio_with_the_receipt_of_a_stored_event() {
    var person = imported(1, ALICE);

    var answer = Door.open(Door.advisor(ALICE), person);

    answer.then().statusCode(200);
    var json = answer.jsonPath();
    assertThat(json.getString("ref")).isEqualTo(Door.ref(Door.advisor(ALICE), person));
    assertThat(json.getString("basis")).isEqualTo("portfolio");
    assertThat(json.getInt("exposure.budget")).isEqualTo(200);
    assertThat(json.getInt("exposure.disclosed")).isPositive();
    assertThat(json.getList("fieldClasses"))
        .isEqualTo(List.of("identity", "contact", "situation", "path"));
    assertThat(json.getString("identity.birthName")).isEqualTo("Zyxquent");
    assertThat(json.getString("identity.birthDate")).isEqualTo("1969-05-02");
    assertThat(json.getString("contact.postcode")).isEqualTo("75011");
    assertThat(json.getString("situation.category")).isEqualTo("A");
    assertThat(json.getString("path.romeCode")).isEqualTo("K1304");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(stored(json.getString("receipt")))
        .containsEntry("type", "records.record-disclosed")
        .containsEntry("person", person.toString())
        .containsEntry("advisor", ALICE)
        .containsEntry("purpose", "interview")
        .containsEntry("actor", ALICE)
        .containsEntry("organisation", "FT")
        .containsEntry("operation", "read")
        .containsEntry("outcome", "allowed")
        .containsEntry("policy", "day=200,hour=60,minute=10,month=2500,bytes=5000000")
        .containsEntry("acr", "urn:vigie:acr:two-factor")
        .containsEntry("fieldclasses", "identity,contact,situation,path");
  }

  @Test
  void what_is_not_for_advisors_is_absent_from_the_answer() {
    var person = imported(10, ALICE);

    var body = Door.open(Door.advisor(ALICE), person).body().asString();

    assertThat(body)
        .doesNotContain(
            "\"nir\":", "disability", "recognised", TestPeople.nir(10), TestPeople.number(10));
  }

  @Test
  void nobody_not_yours_and_no_reference_answer_the_same_to_the_byte() {
    var bens = imported(2, BEN);
    var token = Door.advisor(ALICE);
    imported(1, ALICE);

    var notYours = Door.open(token, bens);
    var nobody = Door.open(token, UUID.fromString("0b0e1a52-6c1f-4f0e-9d51-2f6d3a7cffff"));
    var noReference = Door.open(token, "1'or'1'='1");

    notYours.then().statusCode(404);
    assertThat(notYours.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:no-such-record");
    assertThat(nobody.statusCode()).isEqualTo(404);
    assertThat(nobody.body().asByteArray()).isEqualTo(notYours.body().asByteArray());
    assertThat(noReference.body().asByteArray()).isEqualTo(notYours.body().asByteArray());
    assertThat(headers(nobody)).isEqualTo(headers(notYours));
    assertThat(headers(noReference)).isEqualTo(headers(notYours));
  }

  // ATTACKS 21, 25: what one advisor was shown is of no use in another's hands.
  @Test
  void a_reference_that_was_handed_on_means_nobody_and_is_written_down() {
    var bens = imported(2, BEN);
    imported(1, ALICE);
    var token = Door.advisor(ALICE);
    var before = refusals(ALICE, "handed-on");

    var handedOn = Door.open(token, Door.ref(Door.advisor(BEN), bens));
    var own = Door.open(token, Door.ref(Door.advisor(BEN), TestPeople.person(SERIES, 1)));
    var nobody = Door.open(token, Door.ref(token, UUID.randomUUID()));

    assertThat(handedOn.statusCode()).isEqualTo(404);
    assertThat(handedOn.body().asByteArray()).isEqualTo(nobody.body().asByteArray());
    assertThat(own.body().asByteArray()).isEqualTo(nobody.body().asByteArray());
    assertThat(headers(handedOn)).isEqualTo(headers(nobody));
    assertThat(refusals(ALICE, "handed-on")).isEqualTo(before + 2);
  }

  @Test
  void a_refusal_is_stored_with_its_reason() {
    var bens = imported(2, BEN);
    var before = refusals(ALICE, "no-relation");

    Door.open(Door.advisor(ALICE), bens).then().statusCode(404);

    assertThat(refusals(ALICE, "no-relation")).isEqualTo(before + 1);
  }

  @Test
  void a_person_given_to_another_advisor_is_gone_for_the_former() {
    var chloe = "5f0c9d7e-0000-4000-8000-000000000003";

    assertThat(Door.open(Door.advisor(chloe), imported(1, ALICE)).statusCode()).isEqualTo(404);
  }

  @Test
  void opening_again_debits_nothing() {
    var dora = "5f0c9d7e-0000-4000-8000-000000000004";
    var person = imported(4, dora);
    var token = Door.advisor(dora);

    Door.open(token, person).then().statusCode(200);
    Door.open(token, person).then().statusCode(200);

    var exposure = Door.as(token).get("/v1/exposure");
    exposure.then().statusCode(200);
    assertThat(exposure.jsonPath().getInt("disclosed")).isEqualTo(1);
    assertThat(exposure.jsonPath().getInt("budget")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"curiosity", "INTERVIEW", " "})
  void an_unknown_purpose_is_refused(String purpose) {
    var answer =
        given()
            .auth()
            .oauth2(Door.advisor(ALICE))
            .header("Vigie-Purpose", purpose)
            .get("/v1/records/{ref}", Door.ref(Door.advisor(ALICE), TestPeople.person(SERIES, 1)));

    answer.then().statusCode(400).contentType("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:unknown-purpose");
  }

  @Test
  void a_missing_purpose_is_refused() {
    given()
        .auth()
        .oauth2(Door.advisor(ALICE))
        .get("/v1/records/{ref}", TestPeople.person(SERIES, 1))
        .then()
        .statusCode(400);
  }

  @Test
  void a_false_token_opens_nothing() {
    var person = imported(1, ALICE);
    var issuer = TestIssuer.running();
    var alice = Person.advisor(ALICE);

    var bad =
        Map.of(
            "another issuer", issuer.ofAnotherIssuer(alice),
            "a stranger's signature", issuer.signedByAStranger(alice),
            "expired", issuer.expired(alice),
            "another audience", issuer.forAnotherAudience(alice),
            "unsigned", issuer.unsigned(alice),
            "signed with the public key", issuer.signedWithThePublicKeyAsSecret(alice),
            "one factor", issuer.withoutTwoFactors(alice),
            "an ID token", issuer.ofTheWrongKind(alice),
            "no token", "x");

    var ref = Door.ref(Door.advisor(ALICE), person);
    bad.forEach((why, token) -> assertThat(opened(token, ref)).as(why).isEqualTo(401));
    given()
        .header("Vigie-Purpose", "interview")
        .get("/v1/records/{ref}", ref)
        .then()
        .statusCode(401);
  }

  private static int opened(String token, String ref) {
    return given()
        .auth()
        .oauth2(token)
        .header("Vigie-Purpose", "interview")
        .get("/v1/records/{ref}", ref)
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manager",
        "privacy-officer",
        "security-officer",
        "auditor",
        "account-admin",
        "desk"
      })
  void nobody_but_an_advisor_opens_a_record(String role) {
    var person = imported(1, ALICE);

    Door.open(TestIssuer.running().token(Person.advisor(ALICE).with(role)), person)
        .then()
        .statusCode(403);
  }

  private static UUID imported(int number, String advisor) {
    Door.take(TestPeople.line(SERIES, number, advisor)).then().statusCode(200);
    var person = TestPeople.person(SERIES, number);
    var token = Door.advisor(advisor);
    Door.until(() -> Door.open(token, person).statusCode() != 503);
    return person;
  }

  private static List<String> headers(io.restassured.response.Response answer) {
    return answer.headers().asList().stream()
        .filter(header -> !header.getName().equals("Vigie-Correlation"))
        .map(Object::toString)
        .sorted()
        .toList();
  }

  private Map<String, Object> stored(String receipt) {
    var row =
        pool.preparedQuery("select type, payload::text, attributes::text from event where id = $1")
            .executeAndAwait(Tuple.of(UUID.fromString(receipt)))
            .iterator()
            .next();
    var all = new java.util.HashMap<String, Object>();
    all.put("type", row.getString("type"));
    all.putAll(new io.vertx.core.json.JsonObject(row.getString("payload")).getMap());
    all.putAll(new io.vertx.core.json.JsonObject(row.getString("attributes")).getMap());
    return all;
  }

  private long refusals(String advisor, String reason) {
    return pool.preparedQuery(
            """
            select count(*) from event where type = 'records.disclosure-refused'
              and payload->>'advisor' = $1 and payload->>'reason' = $2
            """)
        .executeAndAwait(Tuple.of(advisor, reason))
        .iterator()
        .next()
        .getLong(0);
  }
}
