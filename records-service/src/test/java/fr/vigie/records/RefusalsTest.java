package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.kit.StepUp;
import fr.vigie.testkit.Endpoint;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R34: an account that knocks where it may not, or at nobody's, or says nothing that can be read,
/// leaves an event at every endpoint the service's own OpenAPI page names. An endpoint that comes
/// tomorrow is tried tomorrow.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class RefusalsTest {

  private static final List<String> EVERY_ROLE = List.of("advisor", "manager", "privacy-officer");
  private static final Owned NOBODY = Owned.nobody(97_998);

  @TestHTTPResource(value = "/openapi?format=json", management = true)
  String page = "";

  @Inject Pool pool;
  @Inject Clock clock;

  @Test
  void whoever_has_another_role_leaves_an_event() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      var desk = person("desk");
      var answer = ask(endpoint, token(desk, 0), true);
      assertThat(answer.statusCode()).as("%s", endpoint).isIn(403, 415);
      assertLeftAnEvent(desk, endpoint, answer);
    }
  }

  @Test
  void whatever_is_asked_of_nobody_leaves_an_event() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      var everything = person(EVERY_ROLE.toArray(String[]::new));
      var answer = ask(endpoint, token(everything, 0), true);
      // What one has used up oneself is nobody else's, and a look at it no deed.
      if (!endpoint.path().equals("/v1/exposure")) {
        assertLeftAnEvent(everything, endpoint, answer);
      }
    }
  }

  @Test
  void whoever_has_not_shown_two_factors_lately_leaves_an_event() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      var idle = person(EVERY_ROLE.toArray(String[]::new));
      var answer = ask(endpoint, token(idle, StepUp.FRESH.toSeconds() * 2), true);
      if (answer.statusCode() >= 400) {
        assertLeftAnEvent(idle, endpoint, answer);
      }
    }
  }

  @Test
  void what_cannot_be_read_leaves_an_event() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      if (endpoint.takesJson()) {
        var clumsy = person(EVERY_ROLE.toArray(String[]::new));
        var answer = ask(endpoint, token(clumsy, 0), false);
        assertThat(answer.statusCode()).as("%s", endpoint).isBetween(400, 404);
        assertLeftAnEvent(clumsy, endpoint, answer);
      }
    }
  }

  @Test
  void the_event_says_who_where_and_why_and_nothing_of_what_was_sent() {
    var desk = person("desk");
    var token = token(desk, 0);
    for (var times = 0; times < 20; times++) {
      Door.as(token).get("/v1/records/{ref}", "x".repeat(64)).then().statusCode(403);
    }

    // Those after the first are told when the minute is over.
    assertThat(
            pool.preparedQuery(
                    """
                    select payload::text, attributes->>'organisation' from event
                    where attributes->>'actor' = $1
                    """)
                .executeAndAwait(Tuple.of(desk.account())))
        .extracting(row -> row.getString(0) + " of " + row.getString(1))
        .containsExactly(
            """
            {"by":"%s","endpoint":"GET /v1/records/{ref}","reason":"not-allowed","times":1} of FT\
            """
                .formatted(desk.account()));
  }

  @Test
  void what_is_wrong_is_said_in_a_problem_of_its_own() {
    var advisor = token(person("advisor"), 0);

    assertProblem(Door.as(token(person("desk"), 0)).get("/v1/portfolio"), 403, "not-allowed");
    assertProblem(Door.as(advisor).get("/v1/nothing"), 404, "no-such-address");
    assertProblem(Door.as(advisor).patch("/v1/portfolio"), 405, "method-not-allowed");
    assertProblem(
        Door.as(advisor).contentType("text/plain").body("x").post("/v1/search"),
        415,
        "unsupported-media-type");
  }

  private static void assertProblem(Response answer, int status, String word) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:vigie:problem:" + word);
    assertThat(answer.jsonPath().getString("detail")).isNotEmpty();
  }

  private static Person person(String... roles) {
    return new Person(UUID.randomUUID().toString(), "x", "FT", "FT-01", List.of(roles));
  }

  private String token(Person who, long secondsAgo) {
    var shown = clock.instant().getEpochSecond() - secondsAgo;
    return TestIssuer.running().token(who, claims -> claims.claim("auth_time", shown));
  }

  private static Response ask(Endpoint endpoint, String token, boolean inOrder) {
    var path =
        endpoint
            .where("ref", Door.ref(token, NOBODY.person()))
            .where("part", "contact")
            .where("entry", NOBODY.entry())
            .where("grant", NOBODY.grant())
            .where("approval", NOBODY.pending())
            .where("order", NOBODY.order())
            .path();
    var request = Door.as(token).contentType("application/json");
    if (endpoint.takesJson()) {
      request.body(inOrder ? Questions.of(endpoint, NOBODY, "FT") : "{\"x\":");
    }
    return request.request(endpoint.method(), path);
  }

  private void assertLeftAnEvent(Person who, Endpoint endpoint, Response answer) {
    assertThat(
            pool.preparedQuery("select from event where attributes->>'actor' = $1")
                .executeAndAwait(Tuple.of(who.account()))
                .rowCount())
        .as("%s, answered %s", endpoint, answer.statusCode())
        .isPositive();
  }
}
