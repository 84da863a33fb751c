package fr.vigie.lockout.attempts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.testkit.MortalPostgres;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The database goes away and comes back.
@QuarkusTest
@WithTestResource(
    value = MortalPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class OutageTest {

  @Inject
  @ConfigProperty(name = "vigie.service-keys.identity-service")
  String identityKey;

  private final String account = "account-" + UUID.randomUUID();

  @Test
  void without_its_store_it_permits_nothing_and_counts_on_when_it_is_back() {
    var before = UUID.randomUUID();
    var during = UUID.randomUUID();
    assertThat(ask(before).path("decision").toString()).isEqualTo("permitted");

    MortalPostgres.server().process().kill();
    var refused = ask(during);
    var unheard = report(before);

    for (var answer : new Response[] {refused, unheard}) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.path("type").toString()).isEqualTo("urn:vigie:problem:not-recorded");
      assertThat(answer.asString()).doesNotContain("permitted").doesNotContain("vertx");
    }

    MortalPostgres.server().restart();

    var back = ask(during);
    for (var tries = 0; back.statusCode() == 503 && tries < 100; tries++) {
      back = ask(during);
    }
    assertThat(back.path("decision").toString()).isEqualTo("permitted");
    assertThat(report(before).statusCode()).isEqualTo(204);
    var status =
        identity().get("/v1/accounts/" + account + "/status").then().statusCode(200).extract();
    assertThat((int) status.path("failures")).isEqualTo(1);
    assertThat((int) status.path("open")).isEqualTo(1);
  }

  private Response ask(UUID attempt) {
    return identity()
        .body(
            Map.of(
                "attempt",
                attempt.toString(),
                "account",
                account,
                "factor",
                "pwd",
                "network",
                "unknown"))
        .post("/v1/attempts");
  }

  private Response report(UUID attempt) {
    return identity()
        .body(Map.of("account", account, "outcome", "failed", "completed", false))
        .put("/v1/attempts/" + attempt + "/outcome");
  }

  private RequestSpecification identity() {
    return given()
        .header("Authorization", "Vigie-Service identity-service " + identityKey)
        .contentType("application/json");
  }
}
