package fr.vigie.audit.breach;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A suspected breach, from the first suspicion to the list of those who must be told, over HTTP.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class BreachResourceTest {

  private static final Person AUDITOR = Person.auditor("auditor-1");
  private static final Person PAULA = Person.auditor("paula").with("privacy-officer");
  private static final Person SAM = Person.auditor("sam").with("security-officer");
  private static final Person SUE = Person.auditor("sue").with("security-officer");

  private final String thief = "advisor-" + UUID.randomUUID();

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person)).contentType(ContentType.JSON);
  }

  private String open(Person officer, String key) {
    return as(officer)
        .header("Idempotency-Key", key)
        .body(
            "{\"accounts\":[\"%s\"],\"from\":\"2026-01-05T00:00:00Z\",\"awareAt\":\"2026-01-06T00:00:00Z\"}"
                .formatted(thief))
        .post("/v1/breaches")
        .then()
        .statusCode(201)
        .extract()
        .header("Location")
        .replaceFirst(".*/v1", "/v1");
  }

  private void steal() {
    var source = "/vigie/t" + UUID.randomUUID();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var position = 1; position <= 30; position++) {
        var _ =
            producer.send(
                Samples.disclosure(source, position)
                    .keyed(thief)
                    .with("ce_actor", thief)
                    .with("ce_outcome", "allowed")
                    .sent());
      }
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            as(AUDITOR).get("/v1/events?advisor=" + thief).jsonPath().getList("events").size()
                == 30);
  }

  private static String file(String breach) {
    return as(AUDITOR).get(breach + "/file").then().statusCode(200).extract().asString();
  }

  @Test
  void a_breach_from_suspicion_to_the_list() throws Exception {
    steal();
    var breach = open(SAM, "first-" + thief);
    assertThat(open(SAM, "first-" + thief)).isEqualTo(breach);

    var shown = as(AUDITOR).get(breach).then().statusCode(200).extract().jsonPath();
    assertThat(shown.getInt("facts.persons")).isEqualTo(30);
    assertThat(shown.getInt("facts.accesses")).isEqualTo(30);
    assertThat(shown.getString("facts.organisations[0].name")).isEqualTo("FT");

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> file(breach).lines().toList().getLast().contains("\"proven\":true"));
    var file = file(breach);
    assertThat(file).contains("{\"kind\":\"checkpoint\",\"note\":\"");
    assertThat(file.lines().filter(l -> l.startsWith("{\"kind\":\"person\""))).hasSize(30);
    assertThat(file.lines().toList().getLast()).contains("\"agrees\":true");

    var letter =
        as(PAULA).accept("application/pdf").get(breach + "/form").then().statusCode(200).extract();
    try (var document = Loader.loadPDF(letter.asByteArray())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Article 33", "09/01/2026 01:00", "Délai dépassé", "Coordonnées", "30");
    }
    as(PAULA).post(breach + "/notifications").then().statusCode(200);
    as(PAULA).get(breach + "/form").then().statusCode(200).body("overdue", equalTo(true));

    as(PAULA).post(breach + "/affected/exports").then().statusCode(409);
    as(PAULA).post(breach + "/affected/requests").then().statusCode(200);
    as(SAM).post(breach + "/affected/approvals").then().statusCode(200);
    as(PAULA)
        .post(breach + "/affected/exports")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:vigie:problem:list-not-approved"));
    as(SUE).post(breach + "/affected/approvals").then().statusCode(200);
    var list =
        as(PAULA).post(breach + "/affected/exports").then().statusCode(200).extract().asString();
    assertThat(list.lines()).hasSize(30).allMatch(l -> l.startsWith("{\"person\":\"person-"));
    as(PAULA).post(breach + "/affected/exports").then().statusCode(409);

    var id = breach.substring(breach.lastIndexOf('/') + 1);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            as(AUDITOR)
                    .get(
                        "/v1/events?limit=1&operation=export-affected-list&outcome=allowed&person="
                            + id)
                    .jsonPath()
                    .getList("events")
                    .size()
                == 1);
    as(SAM).post(breach + "/closure").then().statusCode(200).body("closed", equalTo(true));
    assertThat(as(AUDITOR).get("/v1/breaches").jsonPath().getList("breaches.breach")).contains(id);
  }

  @Test
  void each_role_does_its_part_and_no_other() {
    var breach = open(SAM, "roles-" + thief);
    for (var path : List.of("/v1/breaches", breach, breach + "/file", breach + "/form")) {
      given().get(path).then().statusCode(401);
      as(Person.advisor("a")).get(path).then().statusCode(403);
      as(AUDITOR.with("manager")).get(path).then().statusCode(403);
      as(AUDITOR.with("auditor", "advisor")).get(path).then().statusCode(403);
    }
    for (var path :
        List.of(
            "/notifications",
            "/affected/requests",
            "/affected/approvals",
            "/affected/exports",
            "/closure")) {
      as(AUDITOR).post(breach + path).then().statusCode(403);
    }
    as(AUDITOR).body("{}").post("/v1/breaches").then().statusCode(403);
    as(SAM).post(breach + "/affected/requests").then().statusCode(403);
    as(SAM).post(breach + "/affected/exports").then().statusCode(403);
  }

  @Test
  void agreeing_and_taking_want_factors_shown_just_now() {
    var breach = open(SAM, "fresh-" + thief);
    var longAgo = TestIssuer.running().token(SAM, claims -> claims.claim("auth_time", 1_000_000L));

    given()
        .auth()
        .oauth2(longAgo)
        .post(breach + "/affected/approvals")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("insufficient_user_authentication"));
  }

  @Test
  void what_is_not_understood_is_named() {
    for (var body :
        Map.of(
                "{}", "from",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}", "to",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"awareAt\":\"2999-01-01T00:00:00Z\"}",
                    "awareAt",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"accounts\":[\"a b\"]}", "accounts",
                "{\"from\":\"2026-01-02T00:00:00Z\",\"sessions\":[null]}", "sessions")
            .entrySet()) {
      as(SAM)
          .body(body.getKey())
          .post("/v1/breaches")
          .then()
          .statusCode(400)
          .body("parameter", equalTo(body.getValue()));
    }
    as(SAM)
        .get("/v1/breaches/unknown")
        .then()
        .statusCode(404)
        .body("type", equalTo("urn:vigie:problem:no-such-breach"));
  }
}
