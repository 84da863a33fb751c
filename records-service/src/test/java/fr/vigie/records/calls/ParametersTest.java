package fr.vigie.records.calls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.testkit.Endpoint;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// ATTACKS 28: parameters that would have an answer say more. An endpoint that comes tomorrow is
/// tried tomorrow.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class ParametersTest {

  private static final List<String> WIDER =
      List.of(
          "expand",
          "fields",
          "include",
          "limit",
          "size",
          "page",
          "all",
          "format",
          "organisation",
          "advisor",
          "Vigie-Purpose",
          "access_token",
          "_method",
          "fields[]",
          "CURSOR",
          "");

  @TestHTTPResource String service = "";

  @TestHTTPResource(value = "/openapi?format=json", management = true)
  String page = "";

  // Those another endpoint has are unknown to this one.
  @Test
  void no_endpoint_takes_a_parameter_it_does_not_name() throws Exception {
    var endpoints = Endpoint.all(page);
    var tried = new HashSet<>(WIDER);
    endpoints.forEach(endpoint -> tried.addAll(inAddress(endpoint)));
    assertThat(tried).contains("cursor", "on");
    for (var endpoint : endpoints) {
      var own = inAddress(endpoint);
      for (var name : tried) {
        var status =
            asked(endpoint, name.isEmpty() ? "?=1" : "?" + name.replace("[]", "%5B%5D") + "=1");
        if (!own.contains(name)) {
          assertThat(status).as("%s with %s", endpoint, name).isEqualTo(400);
        }
      }
      for (var name : own) {
        assertThat(asked(endpoint, "?" + name + "=1&" + name + "=2")).isEqualTo(400);
      }
      assertThat(asked(endpoint, "?%zz=%")).as("%s", endpoint).isEqualTo(400);
    }
  }

  @Test
  void the_problem_names_the_parameter() {
    var problem =
        Door.as(Door.advisor(UUID.randomUUID().toString()))
            .get("/v1/portfolio?expand=nir")
            .then()
            .statusCode(400)
            .extract()
            .jsonPath();

    assertThat(problem.getString("type")).isEqualTo("urn:vigie:problem:unknown-parameter");
    assertThat(problem.getString("problems[0].field")).isEqualTo("expand");
  }

  private static Set<String> inAddress(Endpoint endpoint) {
    return endpoint.parameters().stream()
        .filter(parameter -> parameter.in().equals("query"))
        .map(Endpoint.Parameter::name)
        .collect(Collectors.toSet());
  }

  private int asked(Endpoint endpoint, String query) throws IOException {
    return new WrittenOut(service).say(WrittenOut.PROXY, line(endpoint, query)).getFirst();
  }

  // Written out: a client of Java's would not send some of these.
  private static String line(Endpoint endpoint, String query) {
    var head =
        "%s %s%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sContent-Type: %s\r\n"
            .formatted(
                endpoint.method(),
                endpoint.with(UUID.randomUUID().toString()),
                query,
                authorization(endpoint),
                endpoint.path().contains("imports") ? "application/x-ndjson" : "application/json");
    var body = endpoint.method().equals("GET") || endpoint.method().equals("DELETE") ? "" : "{}";
    return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String authorization(Endpoint endpoint) {
    if (endpoint.path().contains("imports")) {
      return service("launcher " + TestKeys.LAUNCHER, "takeover");
    }
    if (endpoint.path().equals("/v1/registrations")) {
      return service("registration " + TestKeys.REGISTRATION, "registration");
    }
    var everyRole =
        new Person(
            UUID.randomUUID().toString(),
            "x",
            "FT",
            "FT-01",
            List.of("advisor", "manager", "privacy-officer"));
    return "Authorization: Bearer %s\r\nVigie-Purpose: interview\r\n"
        .formatted(TestIssuer.running().token(everyRole));
  }

  private static String service(String key, String purpose) {
    return "Authorization: Vigie-Service %s\r\nVigie-Agent: %s\r\nVigie-Organisation: FT\r\nVigie-Purpose: %s\r\n"
        .formatted(key, Door.AGENT, purpose);
  }
}
