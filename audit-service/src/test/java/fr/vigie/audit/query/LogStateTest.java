package fr.vigie.audit.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import fr.vigie.testkit.TestServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the log says of itself, and when it cannot be asked.
@QuarkusTest
class LogStateTest extends OverKafka {

  @TestHTTPResource(value = "/health/ready", management = true)
  @Nullable URI ready;

  @Test
  void the_head_names_size_and_root() throws Exception {
    publish(read(1, "advisor-" + source.substring(8), "p").sent());
    awaitEvents("?advisor=advisor-" + source.substring(8), 1);

    var head = as(AUDITOR).get("/v1/log/head").then().statusCode(200).extract().jsonPath();

    assertThat(head.getLong("size")).isPositive();
    assertThat(head.getString("root")).matches("[0-9a-f]{64}");
  }

  @Test
  void a_hole_is_listed() throws Exception {
    publish(read(1, "a", "p").sent());
    publish(read(4, "a", "p").sent());

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(
                    as(AUDITOR)
                        .get("/v1/log/gaps")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString(
                            "sources.find { it.source == '" + source + "' }.missing.toString()"))
                .isEqualTo("[[first:2, last:3]]"));
  }

  @Test
  void without_its_database_it_says_so_and_loses_nothing() throws Exception {
    var advisor = "advisor-" + UUID.randomUUID();
    publish(read(1, advisor, "p").sent());
    awaitEvents("?advisor=" + advisor, 1);

    TestServers.postgres().process().kill();
    try {
      publish(read(2, advisor, "p").sent());
      as(AUDITOR)
          .get("/v1/events")
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .body("type", equalTo("urn:vigie:problem:log-unavailable"));
      as(AUDITOR).get("/v1/log/head").then().statusCode(503);
      awaitReadiness(503);
    } finally {
      TestServers.postgres().restart();
    }

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsMatching(_ -> true)
        .untilAsserted(
            () -> assertThat(events("?advisor=" + advisor).getList("events")).hasSize(2));
    awaitReadiness(200);
  }

  private void awaitReadiness(int status) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(given().get(Objects.requireNonNull(ready)).statusCode())
                .as("%s", ready)
                .isEqualTo(status));
  }
}
