package fr.vigie.records.file;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class FileResourceTest {

  private static final int SERIES = 60;
  private static final String JO = "5f0c9d7e-0000-4000-8000-000000000060";
  private static final String KIM = "5f0c9d7e-0000-4000-8000-000000000061";

  @Inject Pool pool;

  @Test
  void a_change_shows_in_the_record_and_leaves_its_event() {
    var person = imported(1);
    var token = Door.advisor(JO);

    var changed = FileDoor.put(token, person, "contact", FileDoor.CONTACT);

    changed.then().statusCode(200);
    assertThat(type(changed.jsonPath().getString("receipt"))).isEqualTo("records.file-changed");
    Door.until(() ->
        "13 rue des Zéphyrins"
            .equals(Door.open(token, person).jsonPath().getString("contact.address")));
    assertThat(Door.open(token, person).jsonPath().getString("identity.birthName"))
        .isEqualTo("Zyxquent");
  }

  @Test
  void a_file_of_somebody_else_is_as_one_that_is_not_there() {
    var person = imported(2);
    var token = Door.advisor(KIM);

    var notYours = FileDoor.put(token, person, "contact", FileDoor.CONTACT);
    var nobody = FileDoor.put(token, TestPeople.person(SERIES, 999), "contact", FileDoor.CONTACT);

    notYours.then().statusCode(404);
    assertThat(nobody.body().asByteArray()).isEqualTo(notYours.body().asByteArray());
    assertThat(events("records.change-refused", KIM)).isEqualTo(2);
  }

  @Test
  void the_same_request_sent_again_writes_nothing_more() {
    var person = imported(3);
    var token = Door.advisor(JO);

    var first = meet(token, person, "k-1");
    var again = meet(token, person, "k-1");
    var other = meet(token, person, "k-2");

    assertThat(again.jsonPath().getString("entry"))
        .isEqualTo(first.jsonPath().getString("entry"))
        .isNotEqualTo(other.jsonPath().getString("entry"));
    assertThat(again.jsonPath().getString("receipt")).isNull();
    FileDoor.close(token, person, first.jsonPath().getString("entry"), "missed")
        .then()
        .statusCode(200);
    FileDoor.close(token, person, first.jsonPath().getString("entry"), "kept")
        .then()
        .statusCode(409);
  }

  @Test
  void a_registration_ends_once() {
    var person = imported(4);
    var token = Door.advisor(JO);
    Door.until(() -> Door.open(token, person).statusCode() == 200);

    FileDoor.post(token, person, "registration/end", "{\"on\":\"2026-02-01\"}")
        .then()
        .statusCode(200);

    FileDoor.post(token, person, "registration/end", "{\"on\":\"2026-02-01\"}")
        .then()
        .statusCode(409);
    FileDoor.put(token, person, "contact", FileDoor.CONTACT).then().statusCode(409);
  }

  // ATTACKS 56: each mistake is a 400 that names the field in both languages and quotes nothing.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      textBlock =
          """
          "postcode":"20000";        "postcode":"2A004";                          postcode
          "communeCode":"2A004";     "communeCode":"2C004";                       communeCode
          "phone":null;              "phone":"Zyxquent";                          phone
          "phone":null;              "phone":null,"role":"admin";
          "phone":null;              "phone":null,"phone":"0612345678";
          "phone":null;              "phone":[[[[[[[[[[[[]]]]]]]]]]]];
          "commune":"Vuquempoix";    "commune":"\\u0000";                         commune
          "commune":"Vuquempoix";    "commune":"\\u202eVuquempoix";               commune
          """)
  void names_the_field_in_both_languages(String good, String bad, String field) {
    var answer =
        FileDoor.put(
            Door.advisor(JO),
            TestPeople.person(SERIES, 5),
            "contact",
            FileDoor.CONTACT.replace(good, bad));

    answer.then().statusCode(400).contentType("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:invalid-fields");
    assertThat(answer.jsonPath().getString("problems[0].field"))
        .isEqualTo(field == null ? "" : field);
    assertThat(answer.jsonPath().getString("problems[0].message")).isNotBlank();
    assertThat(answer.jsonPath().getString("problems[0].french")).isNotBlank();
    assertThat(answer.body().asString()).doesNotContain("Zyxquent", "Zéphyrins");
  }

  // ATTACKS 56: two thousand letters, lines among them, of a script that takes four bytes a letter.
  @Test
  void the_longest_note_is_taken_and_one_letter_more_is_not() {
    var person = imported(7);
    var token = Door.advisor(JO);
    var note = "{\"kind\":\"note\",\"on\":\"2026-01-05\",\"text\":\"%s\"}";

    FileDoor.post(token, person, "notes", note.formatted("𝒜\\n".repeat(999) + "𝒜a"))
        .then()
        .statusCode(200);
    FileDoor.post(token, person, "notes", note.formatted("𝒜\\n".repeat(1_000) + "a"))
        .then()
        .statusCode(400);

    Door.until(() -> Door.open(token, person).statusCode() == 200);
    assertThat(Door.history(token, person, "").jsonPath().getString("notes[0].text"))
        .isEqualTo("𝒜\n".repeat(999) + "𝒜a");
  }

  @Test
  void only_what_is_an_advisors_to_write_can_be_written() {
    var token = Door.advisor(JO);
    var person = TestPeople.person(SERIES, 6);

    for (var part : new String[] {"nir", "disability", "appointments", "%00", "x".repeat(2000)}) {
      assertThat(FileDoor.put(token, person, part, "{}").statusCode()).isBetween(400, 404);
    }
  }

  private static io.restassured.response.Response meet(String token, UUID person, String key) {
    return Door.as(token)
        .header("Idempotency-Key", key)
        .contentType("application/json; charset=utf-8")
        .body(FileDoor.APPOINTMENT)
        .post("/v1/records/{ref}/appointments", Door.ref(token, person));
  }

  private static UUID imported(int number) {
    Door.take(TestPeople.line(SERIES, number, JO)).then().statusCode(200);
    return TestPeople.person(SERIES, number);
  }

  private String type(String receipt) {
    return pool.preparedQuery("select type from event where id = $1")
        .executeAndAwait(Tuple.of(UUID.fromString(receipt)))
        .iterator()
        .next()
        .getString(0);
  }

  private long events(String type, String advisor) {
    return pool.preparedQuery(
            "select count(*) from event where type = $1 and tags @> array['advisor=' || $2]")
        .executeAndAwait(Tuple.of(type, advisor))
        .iterator()
        .next()
        .getLong(0);
  }
}
