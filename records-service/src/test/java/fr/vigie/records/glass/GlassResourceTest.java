package fr.vigie.records.glass;

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
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS 26: from the visitor at the desk to the review.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class GlassResourceTest {

  private static final int SERIES = 90;
  private static final String WORDS = "Zyxquent est au guichet, son référent est absent.";

  @Inject Clock clock;
  @Inject Pool pool;

  private final String advisor = UUID.randomUUID().toString();
  private final String maud = UUID.randomUUID().toString();

  @Test
  void a_glass_opens_what_was_asked_for_and_waits_for_a_review() {
    var person = imported(1);
    Door.open(Door.advisor(advisor), person).then().statusCode(404);

    var broken = breakGlass(Door.advisor(advisor), 1);

    broken.then().statusCode(200);
    assertThat(broken.jsonPath().getString("ref"))
        .isEqualTo(Door.ref(Door.advisor(advisor), person));
    assertThat(broken.jsonPath().getInt("left")).isEqualTo(4);
    var shown = Door.open(Door.advisor(advisor), person);
    shown.then().statusCode(200);
    assertThat(shown.jsonPath().getString("basis")).isEqualTo("glass");
    assertThat(shown.jsonPath().getList("fieldClasses", String.class)).containsExactly("identity");
    assertThat(shown.jsonPath().getMap("$")).doesNotContainKeys("contact", "situation", "path");
    Door.as(Door.advisor(advisor))
        .header("Vigie-Reason", "identity-check")
        .get("/v1/records/{ref}/nir", Door.ref(Door.advisor(advisor), person))
        .then()
        .statusCode(404);

    var grant = broken.jsonPath().getString("grant");
    Door.until(() -> waiting(manager("FT-01")).body().asString().contains(grant));
    assertThat(waiting(manager("FT-01")).body().asString()).contains(WORDS, "visitor");
    assertThat(waiting(manager("FT-02")).body().asString()).doesNotContain(grant, WORDS);
    assertThat(waiting(manager("FT-01")).body().asString())
        .contains(Door.ref(manager("FT-01"), person))
        .doesNotContain(person.toString());
    assertThat(waiting(officer()).body().asString()).contains(grant, person.toString());
    assertThat(lies("glass-broken", grant)).doesNotContain("Zyxquent");

    review(manager("FT-02"), grant, "justified").then().statusCode(404);
    review(manager("FT-01"), grant, "justified").then().statusCode(200);
    review(manager("FT-01"), grant, "abuse").then().statusCode(409);
    Door.until(() -> !waiting(manager("FT-01")).body().asString().contains(grant));
    review(officer(), grant, "abuse").then().statusCode(200);
    Door.open(Door.advisor(advisor), person).then().statusCode(404);
    breakGlass(Door.advisor(advisor), 1).then().statusCode(429);
  }

  @Test
  void the_number_of_nobody_and_of_another_tenants_person_answer_the_same() {
    imported(2);
    var stranger =
        TestIssuer.running().token(new Person(advisor, "a", "CE-01", "CE-01", List.of("advisor")));

    var theirs = breakGlass(stranger, 2);
    var nobodys = breakGlass(stranger, 3);

    theirs.then().statusCode(404);
    assertThat(theirs.body().asString()).isEqualTo(nobodys.body().asString());
  }

  @Test
  void takes_fresh_factors() {
    imported(4);
    var stale =
        TestIssuer.running()
            .token(
                Person.advisor(advisor),
                claims -> claims.claim("auth_time", clock.instant().getEpochSecond() - 3_600));

    var answer = breakGlass(stale, 4);

    answer.then().statusCode(401);
    assertThat(answer.header("WWW-Authenticate")).contains("insufficient_user_authentication");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"number\":\"98765400001\",\"fields\":[],\"reason\":\"visitor\",\"text\":\"a visitor is at the desk\"}",
        "{\"number\":\"98765400001\",\"fields\":[\"nir\"],\"reason\":\"visitor\",\"text\":\"a visitor is at the desk\"}",
        "{\"number\":\"98765400001\",\"fields\":[\"identity\",\"identity\"],\"reason\":\"visitor\",\"text\":\"a visitor is at the desk\"}",
        "{\"number\":\"98765400001\",\"fields\":[\"identity\"],\"reason\":\"curious\",\"text\":\"a visitor is at the desk\"}",
        "{\"number\":\"98765400001\",\"fields\":[\"identity\"],\"reason\":\"visitor\",\"text\":\"because\"}",
        "{\"number\":\"98765400001\",\"fields\":[\"identity\"],\"reason\":\"visitor\",\"text\":\"a visitor is at the desk\",\"left\":9}"
      })
  void takes_a_reason_words_and_the_classes_wanted(String body) {
    post(Door.advisor(advisor), body).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"advisor", "auditor", "security-officer", "desk", "account-admin"})
  void only_who_answers_for_it_sees_the_queue(String role) {
    waiting(TestIssuer.running().token(Person.advisor(maud).with(role))).then().statusCode(403);
  }

  private UUID imported(int number) {
    var other = UUID.randomUUID().toString();
    Door.take(TestPeople.line(SERIES, number(number), other)).then().statusCode(200);
    var person = TestPeople.person(SERIES, number(number));
    Door.until(() -> Door.open(Door.advisor(other), person).statusCode() == 200);
    // In the index of numbers as well.
    Door.until(() ->
        Door.as(Door.advisor(other))
            .contentType("application/json")
            .body("{\"number\":\"" + TestPeople.number(number(number)) + "\"}")
            .post("/v1/search")
            .body()
            .asString()
            .contains(Door.ref(Door.advisor(other), person)));
    return person;
  }

  private static int number(int number) {
    return 9_000 + number;
  }

  private static Response breakGlass(String token, int number) {
    return post(
        token,
        "{\"number\":\"%s\",\"fields\":[\"identity\"],\"reason\":\"visitor\",\"text\":\"%s\"}"
            .formatted(TestPeople.number(number(number)), WORDS));
  }

  private static Response post(String token, String body) {
    return Door.as(token)
        .contentType("application/json; charset=utf-8")
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/v1/glass");
  }

  private static Response waiting(String token) {
    return Door.as(token).get("/v1/glass");
  }

  private static Response review(String token, String grant, String verdict) {
    return Door.as(token)
        .contentType("application/json")
        .body("{\"verdict\":\"" + verdict + "\"}")
        .put("/v1/glass/{grant}/review", grant);
  }

  private String manager(String agency) {
    return TestIssuer.running().token(new Person(maud, "m", "FT", agency, List.of("manager")));
  }

  private String officer() {
    return TestIssuer.running()
        .token(new Person(maud, "m", "FT", "FT-00", List.of("privacy-officer")));
  }

  private String lies(String type, String grant) {
    var all = new StringBuilder();
    pool.preparedQuery(
            "select payload::text from event where type = $1 and payload::text like '%' || $2 || '%'")
        .executeAndAwait(Tuple.of("records." + type, grant))
        .forEach(row -> all.append(row.getString(0)));
    return all.toString();
  }
}
