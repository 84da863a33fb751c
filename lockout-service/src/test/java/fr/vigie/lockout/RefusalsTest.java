package fr.vigie.lockout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.testkit.Endpoint;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R34: an advisor who tries an officer's endpoint, or a service's, leaves an event. An endpoint
/// that comes tomorrow is tried tomorrow.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class RefusalsTest {

  @TestHTTPResource(value = "/openapi?format=json", management = true)
  String page = "";

  @Inject EventStore store;

  @Test
  void whoever_knocks_in_vain_leaves_an_event() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      if (endpoint.path().startsWith("/v1/self")) {
        continue; // everybody's own
      }
      var advisor = Person.advisor(UUID.randomUUID().toString());
      given()
          .auth()
          .oauth2(TestIssuer.running().token(advisor))
          .contentType("application/json")
          .body(endpoint.takesJson() ? "{}" : "")
          .request(endpoint.method(), endpoint.with(UUID.randomUUID().toString()))
          .then()
          .statusCode(403);

      assertThat(
              store
                  .read(Boundary.of(EventTag.of("by", advisor.account()), RequestRefused.class))
                  .toCompletableFuture()
                  .join())
          .as("%s", endpoint)
          .extracting(StoredEvent::payload)
          .containsExactly(
              new RequestRefused(advisor.account(), endpoint.toString(), "not-allowed", 1));
    }
  }
}
