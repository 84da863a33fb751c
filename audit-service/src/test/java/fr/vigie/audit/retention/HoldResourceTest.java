package fr.vigie.audit.retention;

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
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A legal hold over HTTP: one officer places it, another lifts it, and the log says both. (R38)
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class HoldResourceTest {

  private static final Person AUDITOR = Person.auditor("auditor-1");
  private static final Person PAULA = Person.auditor("paula-holds").with("privacy-officer");
  private static final Person SAM = Person.auditor("sam-holds").with("security-officer");
  private static final String HOLDS = "/v1/log/holds";

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person)).contentType(ContentType.JSON);
  }

  private static String place(Person officer) {
    return as(officer)
        .body(Map.of("reason", "case 2026-17"))
        .post(HOLDS)
        .then()
        .statusCode(201)
        .body("by", equalTo(officer.account()))
        .extract()
        .path("hold");
  }

  private static List<String> open() {
    return as(AUDITOR).get(HOLDS).then().statusCode(200).extract().path("holds.hold");
  }

  private static List<String> logged(Person officer) {
    return as(AUDITOR)
        .get("/v1/events?advisor=" + officer.account())
        .then()
        .statusCode(200)
        .extract()
        .path("events.type");
  }

  @Test
  void a_hold_is_placed_by_one_and_lifted_by_another_and_both_are_in_the_log() {
    var hold = place(PAULA);
    assertThat(open()).contains(hold);
    var lift = HOLDS + "/" + hold + "/lift";
    var over = Map.of("reason", "case closed");

    as(PAULA)
        .body(over)
        .post(lift)
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:vigie:problem:hold-is-yours"));
    as(SAM).body(over).post(lift).then().statusCode(204);

    assertThat(open()).doesNotContain(hold);
    as(SAM).body(over).post(lift).then().statusCode(404);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          assertThat(logged(PAULA)).contains("audit.hold-placed.v1");
          assertThat(logged(SAM)).contains("audit.hold-lifted.v1");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"reason\":null}", "{\"reason\":\"x\"}", "{\"reason\":\"a\\nb\"}"})
  void a_hold_has_a_reason(String body) {
    as(PAULA)
        .body(body)
        .post(HOLDS)
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:vigie:problem:reason-missing"));
  }

  @Test
  void auditors_see_holds_and_place_none() {
    as(AUDITOR).body(Map.of("reason", "case 1")).post(HOLDS).then().statusCode(403);
    given().get(HOLDS).then().statusCode(401);
  }
}
