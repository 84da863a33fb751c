package fr.vigie.lockout.attempts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import fr.vigie.testkit.AnnouncedBody;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the door does not take, and from whom.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class AttemptInputTest {

  @Inject
  @ConfigProperty(name = "vigie.service-keys.identity-service")
  String identityKey;

  @Inject
  @ConfigProperty(name = "vigie.service-keys.launcher")
  String launcherKey;

  private final String account = "account-" + UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({
    "attempt, not-a-uuid",
    "attempt, 1-1-1-1-1",
    "account, alice@example.fr",
    "account, short",
    "factor, sms",
    "factor, ''",
    "network, 192.0.2.77",
    "network, <script>",
    "fingerprint, the password",
    "client, <script>",
    "organisation, ''"
  })
  void a_field_that_is_not_valid_is_named(String field, String value) {
    var body =
        new HashMap<String, String>(
            Map.of(
                "attempt",
                UUID.randomUUID().toString(),
                "account",
                account,
                "factor",
                "pwd",
                "network",
                "unknown"));
    body.put(field, value);

    identity()
        .body(body)
        .post("/v1/attempts")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigie:problem:invalid-field"))
        .body("field", equalTo(field));

    if (List.of("attempt", "account", "factor", "network").contains(field)) {
      body.remove(field);
      identity()
          .body(body)
          .post("/v1/attempts")
          .then()
          .statusCode(400)
          .body("field", equalTo(field));
    }
  }

  @Test
  void an_outcome_is_one_of_two_words() {
    identity()
        .body(Map.of("account", account, "outcome", "maybe"))
        .put("/v1/attempts/" + UUID.randomUUID() + "/outcome")
        .then()
        .statusCode(400)
        .body("field", equalTo("outcome"));
    identity()
        .body(Map.of("account", account, "outcome", "succeeded"))
        .put("/v1/attempts/" + UUID.randomUUID() + "/outcome")
        .then()
        .statusCode(400)
        .body("field", equalTo("completed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "[]", "null", "\"word\"", "{\"attempt\": {}}", "{\"a\":1,,}"})
  void what_is_no_json_object_is_refused_without_repeating_it(String body) {
    identity()
        .body(body)
        .post("/v1/attempts")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(not(containsString("fr.vigie")))
        .body(not(containsString("jackson")));
  }

  @Test
  void a_body_larger_than_any_question_is_not_read() {
    var door = URI.create("http://localhost:" + RestAssured.port + "/v1/attempts");

    assertThat(AnnouncedBody.status(door, "application/json", 20_000)).isEqualTo(413);
  }

  @Test
  void only_identity_service_may_ask() {
    var body = Map.of("attempt", UUID.randomUUID().toString());

    given().contentType("application/json").body(body).post("/v1/attempts").then().statusCode(401);
    as("identity-service", "x".repeat(40)).body(body).post("/v1/attempts").then().statusCode(401);
    as("nobody", identityKey).body(body).post("/v1/attempts").then().statusCode(401);
    as("launcher", launcherKey).body(body).post("/v1/attempts").then().statusCode(403);
    as("launcher", launcherKey).get("/v1/accounts/" + account + "/status").then().statusCode(403);
    given()
        .auth()
        .oauth2(TestIssuer.running().token(TestIssuer.Person.advisor(UUID.randomUUID().toString())))
        .contentType("application/json")
        .body(body)
        .post("/v1/attempts")
        .then()
        .statusCode(403);
  }

  private RequestSpecification identity() {
    return as("identity-service", identityKey);
  }

  private static RequestSpecification as(String service, String key) {
    return given()
        .header("Authorization", "Vigie-Service " + service + " " + key)
        .contentType("application/json");
  }
}
