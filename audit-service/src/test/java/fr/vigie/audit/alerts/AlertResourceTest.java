package fr.vigie.audit.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import fr.vigie.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From a line crossed on Kafka to an officer who sees to it, over HTTP.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class AlertResourceTest {

  private static final Person SAM = Person.auditor("sam-sees").with("security-officer");
  private static final Person OLGA = Person.auditor("olga-sees").with("security-officer");
  private static final Person AUDITOR = Person.auditor("auditor-1");

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person)).contentType(ContentType.JSON);
  }

  /// Crosses the line of the exposure budget, and waits for the alert.
  private static String alertOf(String thief) {
    var source = "/vigie/t" + UUID.randomUUID();
    var time = Clock.systemUTC().instant().toString(); // one day's, also at midnight
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var i = 1; i <= 201; i++) {
        var _ =
            producer.send(
                Samples.disclosure(source, i)
                    .keyed(thief)
                    .with("ce_actor", thief)
                    .with("ce_subject", "person-" + i)
                    .with("ce_outcome", "allowed")
                    .with("ce_time", time)
                    .sent());
      }
    }
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> field(thief, "alert") != null);
    return field(thief, "alert");
  }

  private static String field(String thief, String name) {
    return as(AUDITOR)
        .get("/v1/alerts")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString(
            "alerts.find { it.target == '"
                + thief
                + "' && it.rule == 'exposure-budget' }?."
                + name);
  }

  @Test
  void an_alert_is_taken_on_by_one_officer_and_closed_by_the_same() {
    var thief = "thief-" + UUID.randomUUID();
    var alert = alertOf(thief);
    assertThat(field(thief, "state")).isEqualTo("raised");
    assertThat(field(thief, "frozen")).isEqualTo("true");
    assertThat(field(thief, "runbook")).isEqualTo("alert-exposure-budget");

    var path = "/v1/alerts/" + alert;
    var breach = Map.of("verdict", "breach");
    as(SAM).body(breach).post(path + "/closure").then().statusCode(409);
    as(SAM).post(path + "/acknowledgement").then().statusCode(200);
    as(SAM).post(path + "/acknowledgement").then().statusCode(200);
    as(OLGA)
        .post(path + "/acknowledgement")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:vigie:problem:alert-taken"));
    assertThat(field(thief, "owner")).isEqualTo(SAM.account());
    as(OLGA).body(breach).post(path + "/closure").then().statusCode(409);
    as(SAM).body(breach).post(path + "/closure").then().statusCode(200);

    assertThat(field(thief, "state")).isEqualTo("closed");
    assertThat(field(thief, "verdict")).isEqualTo("breach");
    as(SAM).post(path + "/acknowledgement").then().statusCode(409);
  }

  @Test
  void nobody_takes_on_what_was_never_raised() {
    as(SAM).post("/v1/alerts/none/acknowledgement").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"verdict\":\"Dupont\"}", "{\"verdict\":null}", "{"})
  void a_verdict_is_one_of_four_words(String body) {
    as(SAM).body(body).post("/v1/alerts/none/closure").then().statusCode(400);
  }

  @Test
  void auditors_read_and_officers_act() {
    given().get("/v1/alerts").then().statusCode(401);
    as(Person.advisor("a")).get("/v1/alerts").then().statusCode(403);
    as(AUDITOR).post("/v1/alerts/x/acknowledgement").then().statusCode(403);
  }
}
