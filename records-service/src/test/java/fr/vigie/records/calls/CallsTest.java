package fr.vigie.records.calls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.FileDoor;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.Endpoint;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// R32: at every endpoint that the service's own OpenAPI page names, a call says who is behind it
/// and why. An endpoint that comes tomorrow is tried tomorrow.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class CallsTest {

  private static final int SERIES = 94;
  private static final String LAUNCHER = "Vigie-Service launcher " + TestKeys.LAUNCHER;
  private static final String REGISTRATION = "Vigie-Service registration " + TestKeys.REGISTRATION;
  private static final List<String> OF_SERVICES =
      List.of("/v1/imports/persons", "/v1/registrations");

  private static final Endpoint PORTFOLIO = new Endpoint("GET", "/v1/portfolio", false, Set.of());

  @TestHTTPResource String service = "";

  @TestHTTPResource(value = "/openapi?format=json", management = true)
  String page = "";

  @Inject Pool pool;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void no_endpoint_answers_without_a_purpose_from_the_list() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      for (var purposes :
          List.of(
              List.<String>of(),
              List.of(""),
              List.of("curiosity"),
              List.of("INTERVIEW"),
              List.of("interview, reception"))) {
        var answer = ask(endpoint, caller(endpoint), purposes);
        assertThat(answer.statusCode()).as("%s for %s", endpoint, purposes).isEqualTo(400);
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("urn:vigie:problem:unknown-purpose");
        var said = problem.getJsonArray("problems").getJsonObject(0);
        assertThat(said.getString("field")).isEqualTo("Vigie-Purpose");
        assertThat(said.getString("message")).startsWith("must be one of: ");
        assertThat(said.getString("french")).startsWith("doit être l’une de ces valeurs : ");
      }
    }
  }

  @Test
  void the_page_says_at_every_endpoint_that_a_purpose_is_needed() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      assertThat(endpoint.parameters())
          .as("%s", endpoint)
          .contains(new Endpoint.Parameter("Vigie-Purpose", "header", true));
    }
  }

  @Test
  void a_purpose_is_the_callers_own() throws Exception {
    var answer = ask(PORTFOLIO, bearer("advisor"), List.of("supervision"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("interview", "entretien", "benefit-query")
        .doesNotContain("supervision", "takeover");
  }

  @Test
  void no_endpoint_answers_a_service_that_names_no_agent() throws Exception {
    for (var endpoint : Endpoint.all(page)) {
      for (var key : List.of(LAUNCHER, REGISTRATION)) {
        for (var behind :
            List.of(
                List.<String>of(),
                List.of("Vigie-Agent", Door.AGENT),
                List.of("Vigie-Organisation", "FT"),
                List.of("Vigie-Agent", "", "Vigie-Organisation", "FT"),
                List.of("Vigie-Agent", "launcher", "Vigie-Organisation", "FT"),
                List.of("Vigie-Agent", Door.AGENT, "Vigie-Organisation", "elsewhere"))) {
          var headers = new ArrayList<>(List.of("Authorization", key));
          headers.addAll(behind);
          assertThat(ask(endpoint, headers, List.of("takeover")).statusCode())
              .as("%s by %s", endpoint, headers)
              .isEqualTo(403);
        }
      }
    }
  }

  @Test
  void no_endpoint_answers_a_token_behind_which_nobody_stands() throws Exception {
    var issuer = TestIssuer.running();
    var person = person("advisor", "manager", "privacy-officer");
    var nobodys = issuer.token(person, claims -> claims.subject(null));
    var nowhere = issuer.token(person, claims -> claims.claim("org", null));
    for (var endpoint : Endpoint.all(page)) {
      for (var token : List.of(nobodys, nowhere)) {
        assertThat(
                ask(endpoint, List.of("Authorization", "Bearer " + token), List.of("interview"))
                    .statusCode())
            .as("%s", endpoint)
            .isIn(401, 403);
      }
    }
  }

  @Test
  void every_event_of_a_call_says_why_and_for_whom() {
    var advisor = UUID.randomUUID().toString();
    var token = Door.advisor(advisor);
    var person = TestPeople.person(SERIES, 1);
    Door.take(TestPeople.line(SERIES, 1, advisor)).then().statusCode(200);
    Door.until(() -> Door.open(token, person).statusCode() == 200);

    Door.as(token).get("/v1/portfolio").then().statusCode(200);
    FileDoor.everyChange(token, person);

    assertThat(
            pool.preparedQuery(
                    """
                    select distinct attributes->>'purpose', attributes->>'service'
                    from event where attributes->>'actor' = $1
                    """)
                .executeAndAwait(Tuple.of(advisor)))
        .extracting(row -> row.getString(0))
        .containsExactly("interview");
    assertThat(
            pool.preparedQuery(
                    """
                    select distinct attributes->>'actor', attributes->>'organisation',
                      attributes->>'service', attributes->>'purpose'
                    from event
                    where tags @> array['person=' || $1::text] and type like 'records.job-seeker-%'
                    """)
                .executeAndAwait(Tuple.of(person.toString())))
        .extracting(
            row -> List.of(row.getString(0), row.getString(1), row.getString(2), row.getString(3)))
        .containsExactly(List.of(Door.AGENT, "FT", "launcher", "takeover"));
  }

  /// A login is a person's name, and what is once in an event is there for ever.
  @Test
  void what_is_refused_names_the_account_and_never_the_login() throws Exception {
    var who =
        new Person(
            UUID.randomUUID().toString(),
            "login-" + UUID.randomUUID(),
            "CE-34",
            "CE-34",
            List.of("advisor"));
    var bearer = List.of("Authorization", "Bearer " + TestIssuer.running().token(who));
    for (var purposes : List.of(List.<String>of(), List.of("interview", "reception"))) {
      var answer = ask(PORTFOLIO, bearer, purposes);
      assertThat(answer.statusCode()).isEqualTo(400);
    }

    assertThat(
            pool.preparedQuery(
                    """
                    select attributes->>'actor', attributes->>'organisation' from event
                    where payload::text || attributes::text || tags::text like '%' || $1 || '%'
                      or attributes->>'actor' = $2
                    """)
                .executeAndAwait(Tuple.of(who.login(), who.account())))
        .extracting(row -> row.getString(0) + " of " + row.getString(1))
        .containsExactly(who.account() + " of CE-34", who.account() + " of CE-34");
  }

  private static List<String> caller(Endpoint endpoint) {
    if (OF_SERVICES.contains(endpoint.path())) {
      return List.of(
          "Authorization",
          endpoint.path().contains("imports") ? LAUNCHER : REGISTRATION,
          "Vigie-Agent",
          Door.AGENT,
          "Vigie-Organisation",
          "FT");
    }
    return bearer("advisor", "manager", "privacy-officer");
  }

  private static List<String> bearer(String... roles) {
    return List.of("Authorization", "Bearer " + TestIssuer.running().token(person(roles)));
  }

  private static Person person(String... roles) {
    return new Person(UUID.randomUUID().toString(), "x", "FT", "FT-01", List.of(roles));
  }

  private HttpResponse<String> ask(Endpoint endpoint, List<String> headers, List<String> purposes)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(service).resolve(endpoint.with(UUID.randomUUID().toString())))
            .headers(headers.toArray(String[]::new))
            .header(
                "Content-Type",
                endpoint.path().contains("imports") ? "application/x-ndjson" : "application/json")
            .method(
                endpoint.method(),
                endpoint.takesJson() || endpoint.path().contains("imports")
                    ? BodyPublishers.ofString("{}")
                    : BodyPublishers.noBody());
    purposes.forEach(purpose -> request.header("Vigie-Purpose", purpose));
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
