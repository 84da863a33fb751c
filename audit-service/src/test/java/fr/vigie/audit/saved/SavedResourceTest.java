package fr.vigie.audit.saved;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

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
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions under a name, over HTTP.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class SavedResourceTest {

  private static final Person ALICE = Person.auditor("alice-saves");
  private static final Person BRUNO = Person.auditor("bruno-asks");

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person)).contentType(ContentType.JSON);
  }

  private static void save(String name, Map<String, String> asks) {
    as(ALICE).body(asks).put("/v1/questions/" + name).then().statusCode(204);
  }

  @Test
  void what_one_auditor_saved_another_asks() {
    save("what-alice-asked", Map.of("advisor", ALICE.account(), "operation", "query-events"));
    as(ALICE).get("/v1/events?limit=1").then().statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            as(BRUNO)
                .get("/v1/questions/what-alice-asked/events?limit=5")
                .then()
                .statusCode(200)
                .body("events.actor", hasItem(ALICE.account())));

    as(BRUNO)
        .get("/v1/questions")
        .then()
        .body(
            "questions.find { it.name == 'what-alice-asked' }.asks.operation",
            equalTo("query-events"));
  }

  @Test
  void asking_it_is_an_event_about_whom_it_asks() {
    save("of-charles", Map.of("advisor", "charles"));
    as(BRUNO).get("/v1/questions/of-charles/events").then().statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(
                    as(ALICE)
                        .get("/v1/events?person=charles&advisor=" + BRUNO.account())
                        .jsonPath()
                        .getList("events.operation"))
                .contains("query-events"));
  }

  @Test
  void who_saved_it_changes_and_forgets_it_and_nobody_else() {
    save("mine", Map.of("basis", "glass"));

    as(BRUNO).body(Map.of("basis", "shift")).put("/v1/questions/mine").then().statusCode(409);
    as(BRUNO).delete("/v1/questions/mine").then().statusCode(409);
    save("mine", Map.of("basis", "shift"));
    as(ALICE).delete("/v1/questions/mine").then().statusCode(204);

    as(ALICE).get("/v1/questions/mine/events").then().statusCode(404);
    as(ALICE).delete("/v1/questions/mine").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"evil\":\"x\"}",
        "{\"cursor\":\"3\"}",
        "{\"limit\":\"3\"}",
        "{\"from\":\"yesterday\"}",
        "{\"outcome\":\"maybe\"}",
        "{\"advisor\":null}",
        "{\"advisor\":{\"a\":1}}",
        "{\"advisor\":\"a b\"}",
        "[]",
        "null",
        "",
        "{",
        "{\"operation\":\"'; drop table leaf; --\"}"
      })
  void nothing_is_saved_that_could_not_be_asked(String body) {
    as(ALICE).body(body).put("/v1/questions/bad").then().statusCode(400);
    as(ALICE).get("/v1/questions/bad/events").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER", "1st", "with%20space", "..%2Fx", "a.b"})
  void a_name_is_a_word(String name) {
    as(ALICE)
        .urlEncodingEnabled(false)
        .body("{}")
        .put("/v1/questions/" + name)
        .then()
        .statusCode(404);
  }

  @Test
  void only_the_page_is_chosen_when_it_is_asked() {
    save("narrow", Map.of("basis", "glass"));

    as(BRUNO).get("/v1/questions/narrow/events?advisor=x").then().statusCode(400);
    as(BRUNO).get("/v1/questions/narrow/events?limit=0").then().statusCode(400);
  }

  @Test
  void no_advisor_and_no_stranger_sees_them() {
    given().get("/v1/questions").then().statusCode(401);
    as(Person.advisor("a")).get("/v1/questions").then().statusCode(403);
    as(Person.advisor("a")).body("{}").put("/v1/questions/x").then().statusCode(403);
  }
}
