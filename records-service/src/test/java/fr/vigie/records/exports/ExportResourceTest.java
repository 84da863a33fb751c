package fr.vigie.records.exports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.records.privacy.ThreePersons;
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
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// R31, ATTACKS 21, 28: several files leave together by the hands of three, each by an event.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class ExportResourceTest {

  private static final int SERIES = 86;
  private static final String MIA = "5f0c9d7e-0000-4000-8000-000000000086";

  @Inject Pool pool;

  @Test
  void three_persons_hand_files_over_and_each_file_is_an_event() {
    var officer = officer(1);
    var persons = people(8601, 8603);
    var order = order(officer, persons);
    make(officer, order, ThreePersons.asked(officer, "export", order)).then().statusCode(403);
    var approval = ThreePersons.approved(officer, "export", order);

    var made = make(officer, order, approval);

    made.then().statusCode(200);
    assertThat(made.jsonPath().getList("files.person", String.class))
        .containsExactlyInAnyOrderElementsOf(persons.stream().map(UUID::toString).toList());
    assertThat(made.jsonPath().getString("files[0].file.identity.birthName")).isEqualTo("Zyxquent");
    assertThat(made.body().asString()).doesNotContain("nir", TestPeople.nir(8601), "disability");
    for (var receipt : made.jsonPath().getList("files.receipt", String.class)) {
      assertThat(exported(UUID.fromString(receipt))).isEqualTo(1);
    }
    make(officer, order, approval).then().statusCode(403);
  }

  @Test
  void an_approval_is_for_one_order_and_says_what_is_in_it() {
    var officer = officer(2);
    var persons = people(8604, 8605);
    var order = order(officer, persons);
    var other = order(officer, persons.subList(0, 1));
    var approval = ThreePersons.approved(officer, "export", other);
    var seen =
        Door.as(ThreePersons.token(MIA, "manager")).get("/v1/exports/orders/" + order).jsonPath();

    assertThat(seen.getString("recipient")).isEqualTo("unedic");
    assertThat(seen.getList("persons")).hasSize(2);
    make(officer, order, approval).then().statusCode(403);
  }

  @Test
  void nobody_takes_more_than_a_day_s_persons() {
    var officer = officer(3);
    var first = order(officer, people(8610, 8739));
    make(officer, first, ThreePersons.approved(officer, "export", first)).then().statusCode(200);
    // R46: they are of the organisation's day as well, in tranches of twenty.
    assertThat(taken(3)).isEqualTo(140);
    var second = order(officer, people(8740, 8810));

    var refused = make(officer, second, ThreePersons.approved(officer, "export", second));

    refused.then().statusCode(429);
    assertThat(refused.body().asString()).doesNotContain("Zyxquent");
  }

  @Test
  void none_of_it_is_for_advisors_and_none_of_it_is_open() {
    var advisor = Door.advisor(MIA);
    var ref = UUID.randomUUID();

    assertThat(ordered(advisor, List.of(ref)).statusCode()).isEqualTo(403);
    assertThat(make(advisor, ref, ref).statusCode()).isEqualTo(403);
    assertThat(Door.as(advisor).get("/v1/exports/orders/" + ref).statusCode()).isEqualTo(403);
    assertThat(make(officer(4), ref, ref).statusCode()).isEqualTo(404);
    assertThat(ordered(officer(4), List.of()).statusCode()).isEqualTo(400);
    assertThat(ordered(officer(4), List.of(ref, ref)).statusCode()).isEqualTo(400);
    assertThat(ordered(officer(4), TestPeople.persons(SERIES, 1, 201)).statusCode()).isEqualTo(400);
  }

  private static String officer(int number) {
    return ThreePersons.token(
        "5f0c9d7e-0000-4000-8000-0000000086%02d".formatted(number), "privacy-officer");
  }

  private List<UUID> people(int first, int last) {
    Door.take(TestPeople.lines(SERIES, first, last, MIA)).then().statusCode(200);
    var persons = TestPeople.persons(SERIES, first, last);
    Door.until(() -> files(persons) == persons.size());
    return persons;
  }

  private static UUID order(String officer, List<UUID> persons) {
    var answer = ordered(officer, persons);
    answer.then().statusCode(200);
    return answer.jsonPath().getUUID("order");
  }

  private static Response ordered(String token, List<UUID> persons) {
    var list = persons.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
    return ThreePersons.post(
        token, "/v1/exports/orders", "{\"recipient\":\"unedic\",\"persons\":[" + list + "]}");
  }

  private static Response make(String token, UUID order, Object approval) {
    return ThreePersons.post(
        token, "/v1/exports", "{\"order\":\"%s\",\"approval\":\"%s\"}".formatted(order, approval));
  }

  private long files(List<UUID> persons) {
    return count(
        "select count(*) from file where person = any($1::uuid[])",
        Tuple.of(persons.toArray(UUID[]::new)));
  }

  private long exported(UUID receipt) {
    return count(
        "select count(*) from event where id = $1 and type = 'records.file-exported'",
        Tuple.of(receipt));
  }

  private long taken(int officer) {
    return count(
        """
        select coalesce(sum((payload->>'persons')::bigint), 0)::bigint from event
        where type = 'records.tranche-taken' and payload->>'advisor' = $1
        """,
        Tuple.of("5f0c9d7e-0000-4000-8000-0000000086%02d".formatted(officer)));
  }

  private long count(String sql, Tuple of) {
    return pool.preparedQuery(sql).executeAndAwait(of).iterator().next().getLong(0);
  }
}
