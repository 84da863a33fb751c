package fr.vigie.records.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.kit.ParisTime;
import fr.vigie.records.Door;
import fr.vigie.records.FileDoor;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.UUID;
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
class HistoryResourceTest {

  private static final int SERIES = 66;
  private static final String LEA = "5f0c9d7e-0000-4000-8000-000000000066";
  private static final String MAX = "5f0c9d7e-0000-4000-8000-000000000067";

  @Inject Pool pool;

  @Test
  void what_was_written_is_told_at_once_with_the_receipt_of_its_event() {
    var token = Door.advisor(LEA);
    var person = imported(1);
    var entry =
        FileDoor.post(token, person, "appointments", FileDoor.APPOINTMENT)
            .jsonPath()
            .getString("entry");
    FileDoor.post(token, person, "notes", FileDoor.NOTE).then().statusCode(200);

    var told = Door.history(token, person, "");

    told.then().statusCode(200);
    var json = told.jsonPath();
    assertThat(json.getString("identity.birthName")).isEqualTo("Zyxquent");
    assertThat(json.getString("appointments[0].entry")).isEqualTo(entry);
    assertThat(json.getString("appointments[0].appointment.mode")).isEqualTo("PHYSIQUE");
    assertThat(json.getString("notes[0].text")).isEqualTo("Quipsonne cherche\nà Vuquempoix");
    assertThat(json.getList("changes.what"))
        .containsExactly(
            "records.job-seeker-registered", "records.entry-written", "records.entry-written");
    assertThat(told.header("Cache-Control")).isEqualTo("no-store");
    assertThat(fieldClasses(json.getString("receipt")))
        .isEqualTo("identity,contact,situation,path,contract,appointments,history");
  }

  @Test
  void an_appointment_is_told_with_how_it_went() {
    var token = Door.advisor(LEA);
    var person = imported(2);
    var made = FileDoor.post(token, person, "appointments", FileDoor.APPOINTMENT);

    FileDoor.close(token, person, made.jsonPath().getString("entry"), "kept")
        .then()
        .statusCode(200);

    assertThat(Door.history(token, person, "").jsonPath().getString("appointments[0].outcome"))
        .isEqualTo("kept");
  }

  @Test
  void on_a_day_before_there_was_a_file_there_is_nothing_in_it() {
    var token = Door.advisor(LEA);
    var person = imported(3);

    var before = Door.history(token, person, "?on=" + today().minusDays(1));
    var today = Door.history(token, person, "?on=" + today());

    before.then().statusCode(200);
    assertThat(before.body().asString()).doesNotContain("Zyxquent");
    assertThat(before.jsonPath().getList("changes")).isEmpty();
    assertThat(today.jsonPath().getString("identity.birthName")).isEqualTo("Zyxquent");
  }

  // R27: that there is something is told as little as what it is.
  @Test
  void what_is_for_the_designated_leaves_no_trace_in_the_past() {
    var token = Door.advisor(LEA);
    var person = imported(10);

    assertThat(Door.history(token, person, "").then().statusCode(200).extract().body().asString())
        .doesNotContain("disability", TestPeople.nir(10), person.toString());
  }

  @Test
  void somebody_elses_past_is_as_one_that_is_not_there() {
    var person = imported(4);
    var token = Door.advisor(MAX);

    var notYours = Door.history(token, person, "");
    var nobody = Door.history(token, TestPeople.person(SERIES, 999), "");

    notYours.then().statusCode(404);
    assertThat(nobody.body().asByteArray()).isEqualTo(notYours.body().asByteArray());
  }

  // ATTACKS 56
  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-02-30", "1900-01-01", "9999-12-31", "2026-1-5"})
  void a_day_that_is_none_is_a_400_that_names_it_and_quotes_nothing(String on) {
    var person = imported(5);

    var refused = Door.history(Door.advisor(LEA), person, "?on=" + on);

    refused.then().statusCode(400);
    assertThat(refused.jsonPath().getString("problems[0].field")).isEqualTo("on");
    assertThat(refused.jsonPath().getString("problems[0].french")).startsWith("doit être");
    assertThat(refused.body().asString()).doesNotContain("\"" + on);
  }

  @Test
  void a_past_without_a_purpose_is_refused_and_written_down() {
    var person = imported(6);
    var token = Door.advisor(LEA);

    given()
        .auth()
        .oauth2(token)
        .get("/v1/records/{ref}/history", Door.ref(token, person))
        .then()
        .statusCode(400);

    assertThat(
            pool.preparedQuery(
                    "select from event where type = 'requests.request-refused'"
                        + " and attributes->>'actor' = $1 and payload->>'reason' = $2")
                .executeAndAwait(Tuple.of(LEA, "unknown-purpose"))
                .rowCount())
        .isPositive();
  }

  private static UUID imported(int number) {
    Door.take(TestPeople.line(SERIES, number, LEA)).then().statusCode(200);
    return TestPeople.person(SERIES, number);
  }

  private static LocalDate today() {
    return LocalDate.now(ParisTime.ZONE);
  }

  private String fieldClasses(String receipt) {
    return pool.preparedQuery("select attributes->>'fieldclasses' from event where id = $1")
        .executeAndAwait(Tuple.of(UUID.fromString(receipt)))
        .iterator()
        .next()
        .getString(0);
  }
}
