package fr.vigie.records.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.kit.ParisTime;
import fr.vigie.records.Door;
import fr.vigie.records.FileDoor;
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
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// Articles 15 and 17: a copy of everything, and erasure, for the privacy officer alone.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class PersonResourceTest {

  private static final int SERIES = 84;
  private static final String LEO = "5f0c9d7e-0000-4000-8000-000000000084";
  private static final String DPO = "5f0c9d7e-0000-4000-8000-000000000085";
  private static final String OFFICER = ThreePersons.token(DPO, "privacy-officer");

  @Inject Clock clock;

  @Test
  void a_copy_is_everything_and_has_a_receipt() {
    var person = changed(8401);

    var copy = copy(OFFICER, "{\"person\":\"" + person + "\"}").jsonPath();

    assertThat(copy.getUUID("receipt")).isNotNull();
    assertThat(copy.getString("file.contact.address")).isEqualTo("13 rue des Zéphyrins");
    assertThat(copy.getString("file.identifiers.nir")).isEqualTo(TestPeople.nir(8401));
    assertThat(copy.getString("file.appointments[0].outcome")).isEqualTo("kept");
    assertThat(copy.getString("file.notes[0].text")).startsWith("Quipsonne");
    assertThat(copy.getList("file.changes.what", String.class))
        .startsWith("records.job-seeker-registered", "records.file-changed")
        .contains("records.entry-written");
  }

  @Test
  void a_copy_as_on_a_day_leaves_out_what_came_later() {
    var person = changed(8402);
    var before = "{\"person\":\"" + person + "\",\"on\":\"2020-01-01\"}";
    var today = "{\"person\":\"%s\",\"on\":\"%s\"}".formatted(person, today());

    assertThat(copy(OFFICER, before).statusCode()).isEqualTo(404);
    assertThat(copy(OFFICER, today).jsonPath().getString("file.contact.address"))
        .isEqualTo("13 rue des Zéphyrins");
  }

  @Test
  void the_document_says_it_in_words() throws IOException {
    var person = changed(8403);
    var answer =
        Door.as(OFFICER)
            .contentType("application/json")
            .body("{\"person\":\"" + person + "\"}")
            .post("/v1/persons/copies/document");

    answer.then().statusCode(200).contentType("application/pdf");
    try (var document = Loader.loadPDF(answer.asByteArray())) {
      assertThat(new PDFTextStripper().getText(document))
          .contains(
              "Copie de votre dossier (article 15 du RGPD)",
              "Nom de naissance : Zyxquent",
              "Adresse : 13 rue des Zéphyrins",
              "Numéro de sécurité sociale : " + TestPeople.nir(8403),
              "honoré");
    }
  }

  // ATTACKS 21, 27: nobody else's door, and nothing for a person who does not exist.
  @Test
  void a_copy_is_for_the_privacy_officer_with_fresh_factors() {
    var person = changed(8404);
    var body = "{\"person\":\"" + person + "\"}";
    for (var role : List.of("advisor", "manager", "security-officer", "account-admin", "desk")) {
      assertThat(copy(ThreePersons.token(LEO, role), body).statusCode()).as(role).isEqualTo(403);
    }
    var stale =
        TestIssuer.running()
            .token(
                Person.advisor(DPO).with("privacy-officer"),
                claims -> claims.claim("auth_time", clock.instant().getEpochSecond() - 3_600));

    assertThat(copy(stale, body).statusCode()).isEqualTo(401);
    assertThat(copy(OFFICER, "{\"person\":\"" + UUID.randomUUID() + "\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void an_erasure_takes_three_persons() {
    var person = changed(8405);
    var asked = ThreePersons.asked(OFFICER, "erase", person);
    erase(person, asked).then().statusCode(403);
    ThreePersons.post(
            Door.advisor(LEO),
            "/v1/approvals",
            "{\"matter\":\"erase\",\"subject\":\"" + person + "\"}")
        .then()
        .statusCode(403);
    var approval = ThreePersons.approved(OFFICER, "erase", person);

    erase(person, approval).then().statusCode(200);

    assertThat(copy(OFFICER, "{\"person\":\"" + person + "\"}").statusCode()).isEqualTo(404);
    Door.open(Door.advisor(LEO), person).then().statusCode(404);
    erase(person, approval).then().statusCode(403);
  }

  private static UUID changed(int number) {
    var person = TestPeople.person(SERIES, number);
    Door.take(TestPeople.line(SERIES, number, LEO)).then().statusCode(200);
    FileDoor.everyChange(Door.advisor(LEO), person);
    return person;
  }

  private String today() {
    return ParisTime.day(clock.instant()).toString();
  }

  private static Response copy(String token, String body) {
    return ThreePersons.post(token, "/v1/persons/copies", body);
  }

  private static Response erase(UUID person, String approval) {
    return ThreePersons.post(
        OFFICER,
        "/v1/persons/erasures",
        "{\"person\":\"%s\",\"approval\":\"%s\"}".formatted(person, approval));
  }
}
