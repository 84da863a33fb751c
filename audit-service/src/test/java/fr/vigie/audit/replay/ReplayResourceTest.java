package fr.vigie.audit.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Replays, standings and trials over HTTP.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class ReplayResourceTest {

  private static final Person AUDITOR = Person.auditor("auditor-1");
  private static final Person SAM = Person.auditor("sam").with("security-officer");

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person)).contentType(ContentType.JSON);
  }

  @Test
  void a_security_officer_has_the_view_built_anew_and_all_see_that_it_was_the_same() {
    var replay =
        as(SAM)
            .post("/v1/replays")
            .then()
            .statusCode(202)
            .body("state", equalTo("running"))
            .extract()
            .header("Location")
            .replaceFirst(".*/v1", "/v1");

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> as(AUDITOR).get(replay).jsonPath().getString("state").equals("ended"));

    var ended = as(AUDITOR).get(replay).then().statusCode(200).extract().jsonPath();
    assertThat(ended.getBoolean("same")).isTrue();
    assertThat(ended.getString("digest")).matches("[0-9a-f]{64}");
    assertThat(as(AUDITOR).get("/v1/replays").jsonPath().getList("replays")).isNotEmpty();
    as(AUDITOR).get("/v1/replays/none").then().statusCode(404);
  }

  @Test
  void nobody_else_starts_one_and_no_stranger_reads() {
    as(AUDITOR).post("/v1/replays").then().statusCode(403);
    given().get("/v1/replays").then().statusCode(401);
    as(Person.advisor("a")).get("/v1/replays").then().statusCode(403);
    as(Person.advisor("a")).get("/v1/standing/x").then().statusCode(403);
    as(Person.advisor("a")).body("{}").post("/v1/trials").then().statusCode(403);
  }

  @Test
  void a_standing_is_of_now_or_of_then() {
    as(AUDITOR).get("/v1/standing/nobody").then().statusCode(200).body("held.size()", equalTo(0));
    as(AUDITOR)
        .get("/v1/standing/nobody?at=2026-01-05T09:00:00Z")
        .then()
        .statusCode(200)
        .body("at", equalTo("2026-01-05T09:00:00Z"));
    as(AUDITOR)
        .get("/v1/standing/nobody?at=then")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("at"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|from",
        "{\"from\":\"2026-01-05T00:00:00Z\"}|to",
        "{\"from\":\"2026-01-05T00:00:00Z\",\"to\":\"2026-01-06T00:00:00Z\"}|rule",
        "{\"rule\":\"exposure-budget\",\"from\":\"2026-01-05T00:00:00Z\",\"to\":\"2026-01-06T00:00:00Z\"}|limit"
      })
  void a_trial_that_is_not_understood_is_refused(String body, String parameter) {
    as(AUDITOR)
        .body(body)
        .post("/v1/trials")
        .then()
        .statusCode(400)
        .body("parameter", equalTo(parameter));
  }

  @Test
  void a_trial_has_a_digest() {
    as(AUDITOR)
        .body(
            "{\"rule\":\"off-hours\",\"from\":\"2020-01-05T00:00:00Z\",\"to\":\"2020-01-06T00:00:00Z\"}")
        .post("/v1/trials")
        .then()
        .statusCode(200)
        .body("disclosures", equalTo(0))
        .body("rule", equalTo("off-hours"));
  }
}
