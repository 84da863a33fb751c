package fr.vigie.records.caseload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.EventStore;
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
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class PortfolioResourceTest {

  private static final int SERIES = 30;
  private static final String EVE = "5f0c9d7e-0000-4000-8000-000000000030";
  private static final String FAY = "5f0c9d7e-0000-4000-8000-000000000031";

  private static final String IDA = "5f0c9d7e-0000-4000-8000-000000000035";
  private static final String JEAN = "5f0c9d7e-0000-4000-8000-000000000036";

  @Inject Pool pool;
  @Inject EventStore store;

  @Test
  void lists_the_own_portfolio_page_by_page_each_with_its_receipt() {
    Door.take(TestPeople.lines(SERIES, 1, 120, EVE)).then().statusCode(200);
    var token = Door.advisor(EVE);
    Door.until(() -> everyRef(token).size() == 120);

    var page = list(token, null);

    page.then().statusCode(200);
    assertThat(page.jsonPath().getList("entries")).hasSize(50);
    assertThat(page.jsonPath().getString("entries[0].givenName")).isEqualTo("Wabrielle");
    assertThat(page.jsonPath().getInt("entries[0].birthYear")).isEqualTo(1969);
    assertThat(page.jsonPath().getString("entries[0].category")).isEqualTo("A");
    assertThat(everyRef(token)).doesNotHaveDuplicates();
    assertThat(storedPersons(page)).isEqualTo(shownPersons(token, page));
  }

  @Test
  void an_advisor_without_persons_sees_an_empty_list() {
    var page = list(Door.advisor(FAY), null);

    page.then().statusCode(200);
    assertThat(page.jsonPath().getList("entries")).isEmpty();
    assertThat(page.jsonPath().getString("next")).isNull();
  }

  @Test
  void a_person_is_followed_by_whoever_was_named_last_also_within_a_moment() throws Exception {
    var person = TestPeople.person(SERIES, 200);
    Door.take(TestPeople.line(SERIES, 200, IDA)).then().statusCode(200);

    var named =
        List.<Object>of(assigned(person, JEAN), assigned(person, IDA), assigned(person, JEAN));
    store.append(Map.of(), named).toCompletableFuture().get(30, TimeUnit.SECONDS);

    Door.until(() -> everyRef(Door.advisor(JEAN)).size() == 1);
    assertThat(everyRef(Door.advisor(IDA))).isEmpty();
  }

  private static PersonAssigned assigned(UUID person, String advisor) {
    return new PersonAssigned(person.toString(), advisor, "FT", "FT-01");
  }

  @Test
  void a_cursor_that_leads_nowhere_is_refused() {
    var fay = Door.advisor(FAY);
    var eve = Door.advisor(EVE);
    for (var cursor :
        List.of(
            "x",
            TestPeople.person(SERIES, 1).toString(),
            Door.ref(fay, TestPeople.person(SERIES, 9999)),
            Door.ref(eve, TestPeople.person(SERIES, 1)))) {
      list(fay, cursor).then().statusCode(400).contentType("application/problem+json");
    }
  }

  @Test
  void finds_names_in_the_own_portfolio_only_and_twenty_at_most() {
    var gus = "5f0c9d7e-0000-4000-8000-000000000032";
    Door.take(TestPeople.lines(SERIES, 201, 250, gus)).then().statusCode(200);
    var token = Door.advisor(gus);
    Door.until(() -> everyRef(token).size() == 50);

    var found = search(token, "{\"name\":\"d'vuquemp\"}");
    var elsewhere = search(Door.advisor(FAY), "{\"name\":\"d'vuquemp\"}");

    found.then().statusCode(200);
    assertThat(found.jsonPath().getList("entries")).hasSize(20);
    assertThat(found.jsonPath().getList("entries.usualName")).containsOnly("D'Vuquempoix-Zyxquent");
    assertThat(storedPersons(found)).isEqualTo(shownPersons(token, found));
    assertThat(stored(found).encode()).doesNotContainIgnoringCase("vuquemp");
    assertThat(elsewhere.jsonPath().getList("entries")).isEmpty();
    assertThat(stored(elsewhere).getString("term")).isEqualTo(stored(found).getString("term"));
  }

  @Test
  void what_is_no_question_is_refused() {
    var token = Door.advisor(FAY);
    for (var body : List.of("{", "[]", "{\"name\":1}", "{}", "{\"name\":\"%\"}", "", "null")) {
      assertThat(search(token, body).statusCode()).as(body).isEqualTo(400);
    }
  }

  @Test
  void nobody_but_an_advisor_lists_or_searches() {
    var auditor = TestIssuer.running().token(Person.auditor(FAY));

    list(auditor, null).then().statusCode(403);
    search(auditor, "{\"name\":\"zyxquent\"}").then().statusCode(403);
    given().get("/v1/portfolio").then().statusCode(401);
  }

  private static Response list(String token, @Nullable String cursor) {
    var request = Door.as(token);
    return cursor == null
        ? request.get("/v1/portfolio")
        : request.queryParam("cursor", cursor).get("/v1/portfolio");
  }

  private static List<String> everyRef(String token) {
    var refs = new ArrayList<String>();
    String cursor = null;
    do {
      var page = list(token, cursor).jsonPath();
      refs.addAll(page.getList("entries.ref", String.class));
      cursor = page.getString("next");
    } while (cursor != null);
    return refs;
  }

  private static Response search(String token, String body) {
    return Door.as(token).contentType("application/json").body(body).post("/v1/search");
  }

  private static List<String> shownPersons(String token, Response answer) {
    return answer.jsonPath().getList("entries.ref", String.class).stream()
        .map(ref -> String.valueOf(Door.person(token, ref)))
        .toList();
  }

  private List<String> storedPersons(Response answer) {
    return stored(answer).getJsonArray("persons").stream().map(Object::toString).toList();
  }

  private JsonObject stored(Response answer) {
    return new JsonObject(
        pool.preparedQuery("select payload::text from event where id = $1")
            .executeAndAwait(Tuple.of(UUID.fromString(answer.jsonPath().getString("receipt"))))
            .iterator()
            .next()
            .getString(0));
  }
}
