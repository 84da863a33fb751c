package fr.vigie.records.vault;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R52: what lies in the vault is found by nobody, its former advisor included, and comes back by
/// the hands of three or by the person.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class VaultResourceTest {

  private static final int SERIES = 83;
  private static final String OLD = "5f0c9d7e-0000-4000-8000-000000000083";
  private static final String TOKEN = Door.advisor(OLD);

  @Inject Pool pool;

  @Test
  void what_ended_long_ago_is_found_by_nobody() {
    var person = archived(8301);

    var notThere = Door.open(TOKEN, UUID.randomUUID());
    var inTheVault = Door.open(TOKEN, person);

    assertThat(inTheVault.statusCode()).isEqualTo(404);
    assertThat(inTheVault.body().asString()).isEqualTo(notThere.body().asString());
    assertThat(byNumber(8301).jsonPath().getList("entries")).isEmpty();
    assertThat(Door.as(TOKEN).get("/v1/portfolio").jsonPath().getList("entries.ref", String.class))
        .doesNotContain(Door.ref(TOKEN, person));
  }

  @Test
  void two_others_bring_it_back_once() {
    var person = archived(8302);
    var asked = ThreePersons.asked(TOKEN, "recall", person);
    recall(person, asked).then().statusCode(403);
    ThreePersons.agree(ThreePersons.token(OLD, "manager"), asked).then().statusCode(404);
    ThreePersons.agree(TOKEN, asked).then().statusCode(403);
    var approval = ThreePersons.approved(TOKEN, "recall", person);

    recall(person, approval).then().statusCode(200);

    Door.until(() -> Door.open(TOKEN, person).statusCode() == 200);
    recall(person, approval).then().statusCode(403);
  }

  @Test
  void who_registers_again_is_back() {
    var person = archived(8303);
    var again =
        """
        {"person":"%s","category":"A","registeredOn":"2026-01-05","benefit":null}
        """
            .formatted(person);
    ThreePersons.post(TOKEN, "/v1/registrations", again).then().statusCode(403);

    register(again).then().statusCode(200);

    Door.until(() -> Door.open(TOKEN, person).statusCode() == 200);
    register(again).then().statusCode(409);
  }

  private UUID archived(int number) {
    var person = TestPeople.person(SERIES, number);
    Door.take(
            TestPeople.line(SERIES, number, OLD)
                .replace(
                    "\"registeredOn\":\"2026-01-05\"",
                    "\"registeredOn\":\"2001-01-05\",\"endedOn\":\"2024-01-05\""))
        .then()
        .statusCode(200);
    Door.until(() -> rows("file", person) == 1 && rows("blind_index", person) == 1);
    return person;
  }

  private long rows(String table, UUID person) {
    return pool.preparedQuery("select count(*) from " + table + " where person = $1")
        .executeAndAwait(Tuple.of(person))
        .iterator()
        .next()
        .getLong(0);
  }

  private static Response byNumber(int number) {
    return ThreePersons.post(
        TOKEN, "/v1/search", "{\"number\":\"" + TestPeople.number(number) + "\"}");
  }

  private static Response recall(UUID person, String approval) {
    return ThreePersons.post(
        TOKEN,
        "/v1/vault/recalls",
        "{\"person\":\"%s\",\"approval\":\"%s\"}".formatted(Door.ref(TOKEN, person), approval));
  }

  private static Response register(String json) {
    return Door.service("registration " + TestKeys.REGISTRATION, "registration")
        .contentType("application/json")
        .body(json)
        .post("/v1/registrations");
  }
}
