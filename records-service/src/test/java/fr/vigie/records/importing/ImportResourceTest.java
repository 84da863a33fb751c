package fr.vigie.records.importing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.keys.Retention;
import fr.vigie.testkit.AnnouncedBody;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class ImportResourceTest {

  private static final int SERIES = 20;
  private static final String DAN = "5f0c9d7e-0000-4000-8000-000000000020";

  private static final Duration WAIT = Duration.ofSeconds(30);

  @Inject Pool pool;
  @Inject PersonKeys keys;

  @Test
  void takes_a_batch_and_answers_how_many_were_new() {
    var answer = Door.take(TestPeople.lines(SERIES, 1, 40, DAN));

    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getInt("imported")).isEqualTo(40);
    assertThat(answer.jsonPath().getInt("kept")).isZero();
    assertThat(registrations(TestPeople.person(SERIES, 40))).isEqualTo(1);
  }

  @Test
  void a_batch_sent_again_keeps_whom_it_has() {
    Door.take(TestPeople.lines(SERIES, 101, 110, DAN)).then().statusCode(200);

    var again = Door.take(TestPeople.lines(SERIES, 106, 115, DAN));

    assertThat(again.jsonPath().getInt("imported")).isEqualTo(5);
    assertThat(again.jsonPath().getInt("kept")).isEqualTo(5);
    assertThat(registrations(TestPeople.person(SERIES, 106))).isEqualTo(1);
  }

  @Test
  void a_batch_sent_many_times_at_once_registers_once() throws InterruptedException {
    var batch = TestPeople.lines(SERIES, 120, 139, DAN);
    var statuses = new ConcurrentLinkedQueue<Integer>();
    var senders =
        IntStream.range(0, 6)
            .mapToObj(
                _ -> Thread.startVirtualThread(() -> statuses.add(Door.take(batch).statusCode())))
            .toList();
    for (var sender : senders) {
      sender.join();
    }

    assertThat(statuses).hasSize(6).containsOnly(200);
    for (var person : TestPeople.persons(SERIES, 120, 139)) {
      assertThat(registrations(person)).isEqualTo(1);
    }
  }

  @Test
  void a_key_left_over_by_a_broken_import_is_used_by_the_next() {
    var person = TestPeople.person(SERIES, 150);
    keys.claim(List.of(new PersonKeys.Slot(person, Retention.FILE))).await().atMost(WAIT);

    var answer = Door.take(TestPeople.line(SERIES, 150, DAN));

    assertThat(answer.jsonPath().getInt("imported")).isEqualTo(1);
    Door.until(() -> Door.open(Door.advisor(DAN), person).statusCode() == 200);
  }

  @Test
  void a_key_that_does_not_unwrap_stores_nothing() {
    var person = TestPeople.person(SERIES, 160);
    Door.take(TestPeople.line(SERIES, 161, DAN)).then().statusCode(200);
    pool.preparedQuery(
            """
            insert into person_key
            select $1, retention, wrapped from person_key where person = $2
            """)
        .executeAndAwait(Tuple.of(person, TestPeople.person(SERIES, 161)));

    Door.take(TestPeople.line(SERIES, 160, DAN)).then().statusCode(503);

    assertThat(registrations(person)).isZero();
  }

  @Test
  void one_wrong_line_refuses_the_whole_batch_and_names_line_and_field() {
    var batch =
        TestPeople.lines(SERIES, 201, 204, DAN)
            + "\n"
            + TestPeople.line(SERIES, 205, DAN).replace("\"A\"", "\"Z\"")
            + "\n"
            + TestPeople.line(SERIES, 206, DAN);

    var answer = Door.take(batch);

    answer.then().statusCode(400).contentType("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:invalid-import");
    assertThat(answer.jsonPath().getInt("problems[0].line")).isEqualTo(5);
    assertThat(answer.jsonPath().getString("problems[0].field")).isEqualTo("category");
    assertThat(registrations(TestPeople.person(SERIES, 201))).isZero();
    assertThat(answer.body().asString()).doesNotContain("Zyxquent");
  }

  @Test
  void a_person_twice_in_a_batch_is_a_mistake() {
    var line = TestPeople.line(SERIES, 210, DAN);

    var answer = Door.take(line + "\n" + line);

    answer.then().statusCode(400);
    assertThat(answer.jsonPath().getInt("problems[0].line")).isEqualTo(2);
    assertThat(answer.jsonPath().getString("problems[0].field")).isEqualTo("person");
  }

  @Test
  void what_is_no_json_is_refused_with_its_line() {
    for (var body : new String[] {"{", "", "\n", "null", "[1]", "{}{}"}) {
      Door.take(body).then().statusCode(400).contentType("application/problem+json");
    }
  }

  @Test
  void a_thousand_lines_fit_and_one_more_does_not() {
    assertThat(TestPeople.lines(SERIES, 1000, 1999, DAN).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(1_048_576);
    Door.take(TestPeople.lines(SERIES, 1000, 1999, DAN)).then().statusCode(200);

    Door.take(TestPeople.lines(SERIES, 3000, 4000, DAN)).then().statusCode(400);
  }

  @Test
  void a_body_over_one_mebibyte_is_refused_unread() {
    var door = URI.create("http://localhost:" + RestAssured.port + "/v1/imports/persons");

    assertThat(AnnouncedBody.status(door, "application/x-ndjson", 1_048_577)).isEqualTo(413);
  }

  @Test
  void only_the_launchers_key_opens_the_door() {
    var line = TestPeople.line(SERIES, 300, DAN).getBytes(StandardCharsets.UTF_8);

    given()
        .contentType("application/x-ndjson")
        .body(line)
        .post("/v1/imports/persons")
        .then()
        .statusCode(401);
    given()
        .header("Authorization", "Vigie-Service launcher " + TestKeys.LAUNCHER + "x")
        .contentType("application/x-ndjson")
        .body(line)
        .post("/v1/imports/persons")
        .then()
        .statusCode(401);
    Door.as(Door.advisor(DAN))
        .contentType("application/x-ndjson")
        .body(line)
        .post("/v1/imports/persons")
        .then()
        .statusCode(403);
    assertThat(registrations(TestPeople.person(SERIES, 300))).isZero();
  }

  @Test
  void the_launcher_opens_nothing_else() {
    Door.service("launcher " + TestKeys.LAUNCHER, "takeover")
        .get("/v1/records/{ref}", TestPeople.person(SERIES, 1))
        .then()
        .statusCode(403);
  }

  private long registrations(UUID person) {
    return pool.preparedQuery(
            """
            select count(*) from event
            where type = 'records.job-seeker-registered' and tags @> array[$1]
            """)
        .executeAndAwait(Tuple.of("person=" + person))
        .iterator()
        .next()
        .getLong(0);
  }
}
