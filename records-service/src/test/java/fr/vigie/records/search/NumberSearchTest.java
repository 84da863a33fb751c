package fr.vigie.records.search;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
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
class NumberSearchTest {

  // Numbers of their own: in other tests' files the same numbers stand again and again.
  private static final int FIRST = 70_000;
  private static final int SERIES = 70;
  private static final String LEA = "5f0c9d7e-0000-4000-8000-000000000070";
  private static final String MAX = "5f0c9d7e-0000-4000-8000-000000000071";
  private static final String NOE = "5f0c9d7e-0000-4000-8000-000000000072";

  @Inject Pool pool;

  @Test
  void finds_by_number_and_by_nir_with_the_day_of_birth() {
    imported(1, LEA);
    var token = Door.advisor(LEA);

    Door.until(() -> refs(byNumber(token, 1)).size() == 1);
    var byNumber = byNumber(token, 1);
    var byNir = byNir(token, 1, "1969-05-02");

    assertThat(refs(byNumber))
        .containsExactly(Door.ref(token, TestPeople.person(SERIES, FIRST + 1)));
    assertThat(refs(byNir)).isEqualTo(refs(byNumber));
    assertThat(byNumber.body().asString())
        .doesNotContain(TestPeople.number(FIRST + 1), TestPeople.nir(FIRST + 1));
    assertThat(refs(byNir(token, 1, "1969-05-03"))).isEmpty();
  }

  // ATTACKS 25: whoever asks by the NIR says why, found or not.
  @ParameterizedTest
  @ValueSource(strings = {"", "curiosity", "IDENTITY-CHECK"})
  void by_the_nir_nobody_is_looked_for_without_a_reason(String reason) {
    imported(3, LEA);
    var token = Door.advisor(LEA);
    Door.until(() -> refs(byNir(token, 3, "1969-05-02")).size() == 1);
    var before = sought("nir");

    for (var number : List.of(3, 998)) {
      var asked = Door.as(token).contentType("application/json").body(nir(number, "1969-05-02"));
      var refused = (reason.isEmpty() ? asked : asked.header("Vigie-Reason", reason));
      var answer = refused.post("/v1/search");
      answer.then().statusCode(400);
      assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:reason-needed");
      assertThat(answer.body().asString()).contains("identity-check");
    }

    assertThat(sought("nir")).isEqualTo(before);
    assertThat(
            pool.query(
                    "select from event where type = 'requests.request-refused'"
                        + " and payload->>'endpoint' = 'POST /v1/search'"
                        + " and payload->>'reason' = 'reason-needed'")
                .executeAndAwait()
                .rowCount())
        .isPositive();
    assertThat(
            pool.query(
                    "select distinct payload->>'reason' from event"
                        + " where type = 'records.person-sought' and payload->>'kind' = 'nir'")
                .executeAndAwait())
        .extracting(row -> row.getString(0))
        .containsExactly("identity-check");
  }

  private long sought(String kind) {
    return pool.preparedQuery(
            "select count(*) from event where type = 'records.person-sought'"
                + " and payload->>'kind' = $1")
        .executeAndAwait(Tuple.of(kind))
        .iterator()
        .next()
        .getLong(0);
  }

  @Test
  void not_yours_and_not_there_answer_the_same() {
    imported(2, MAX);
    Door.until(() -> refs(byNumber(Door.advisor(MAX), 2)).size() == 1);
    var token = Door.advisor(LEA);

    var notYours = byNumber(token, 2);
    var notThere = byNumber(token, 999);

    notYours.then().statusCode(200);
    assertThat(withoutReceipt(notYours)).isEqualTo(withoutReceipt(notThere));
    assertThat(notYours.headers().asList().stream().map(h -> h.getName()).sorted().toList())
        .isEqualTo(notThere.headers().asList().stream().map(h -> h.getName()).sorted().toList());
  }

  // ATTACKS 25, 54: numbers that find nobody debit like persons, and the minute is full at ten; the
  // bound of misses in a day is SoughtTest's.
  @Test
  void who_tries_numbers_one_by_one_is_stopped() {
    var token = Door.advisor(NOE);
    for (var number = 100; number < 110; number++) {
      byNumber(token, number).then().statusCode(200);
    }

    var refused = byNumber(token, 110);

    refused.then().statusCode(429);
    assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:too-fast");
    assertThat(Door.as(token).get("/v1/exposure").jsonPath().getInt("disclosed")).isEqualTo(10);
  }

  // ATTACKS 56: no wildcard, no part of a number, no second question in one.
  @Test
  void what_is_not_a_whole_number_is_refused_and_not_repeated() {
    var token = Door.advisor(LEA);
    for (var body :
        List.of(
            "{\"number\":\"9876%\"}",
            "{\"number\":98765400001}",
            "{\"number\":\"98765400001\",\"number\":\"98765400002\"}",
            "{\"number\":\"98765400001\",\"name\":\"zyx\"}",
            "{\"nir\":\"269054958815780\"}",
            "{\"nir\":\"269054958815781\",\"birthDate\":\"1969-05-02\"}",
            "{\"nir\":\"269054958815780\",\"birthDate\":\"1969\"}")) {
      var answer = ask(token, body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body().asString()).doesNotContain("98765", "26905");
    }
  }

  private static void imported(int number, String advisor) {
    Door.take(TestPeople.line(SERIES, FIRST + number, advisor)).then().statusCode(200);
  }

  private static Response byNumber(String token, int number) {
    return ask(token, "{\"number\":\"" + TestPeople.number(FIRST + number) + "\"}");
  }

  private static Response byNir(String token, int number, String birthDate) {
    return Door.as(token)
        .header("Vigie-Reason", "identity-check")
        .contentType("application/json")
        .body(nir(number, birthDate))
        .post("/v1/search");
  }

  private static String nir(int number, String birthDate) {
    return "{\"nir\":\"%s\",\"birthDate\":\"%s\"}"
        .formatted(TestPeople.nir(FIRST + number), birthDate);
  }

  private static Response ask(String token, String body) {
    return Door.as(token).contentType("application/json").body(body).post("/v1/search");
  }

  private static List<String> refs(Response answer) {
    return answer.jsonPath().getList("entries.ref", String.class);
  }

  private static String withoutReceipt(Response answer) {
    return answer
        .body()
        .asString()
        .replaceAll("\"receipt\":\"[^\"]*\"", "")
        .replaceAll("[0-9a-f-]{36}", "");
  }
}
