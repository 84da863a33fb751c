package fr.vigie.records.calls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.Endpoint;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS 28 and 56: parameters that would have an answer say more, and requests that say two
/// things at once, written byte by byte as no client of ours writes them.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class AmbiguousRequestsTest {

  private static final int SERIES = 93;
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

  @Inject Pool pool;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  // Those another endpoint has are unknown to this one.
  @Test
  void no_endpoint_takes_a_parameter_it_does_not_name() throws Exception {
    var paths =
        new JsonObject(
                http.send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString())
                    .body())
            .getJsonObject("paths");
    var tried = new HashSet<>(WIDER);
    for (var path : paths.fieldNames()) {
      for (var method : paths.getJsonObject(path).fieldNames()) {
        tried.addAll(parameters(paths, new Endpoint(method, path, false)));
      }
    }
    assertThat(tried).contains("cursor", "on");
    for (var endpoint : Endpoint.all(http, page)) {
      var own = parameters(paths, endpoint);
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
  void the_problem_names_the_parameter() throws Exception {
    var answer =
        http.send(
            request(new Endpoint("GET", "/v1/portfolio", false), "?expand=nir"),
            BodyHandlers.ofString());

    var problem = new JsonObject(answer.body());
    assertThat(problem.getString("type")).isEqualTo("urn:vigie:problem:unknown-parameter");
    assertThat(problem.getJsonArray("problems").getJsonObject(0).getString("field"))
        .isEqualTo("expand");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Vigie-Purpose",
        "vigie-purpose",
        "Vigie-Reason",
        "DPoP",
        "Content-Type",
        "Idempotency-Key"
      })
  void a_header_that_decides_stands_once(String header) throws Exception {
    var advisor = UUID.randomUUID().toString();
    var person = followedBy(advisor, 1);
    var token = Door.advisor(advisor);
    var value =
        switch (header) {
          case "Authorization" -> "Bearer " + Door.advisor(UUID.randomUUID().toString());
          case "Content-Type" -> "application/json";
          default -> "interview";
        };
    var before = disclosed(advisor);

    var twice = header + ": " + value + "\r\n" + header + ": " + value + "\r\n";
    var answers =
        say(
            null,
            get(token, "/v1/records/" + Door.ref(token, person))
                .replace("\r\n\r\n", "\r\n" + twice + "\r\n"));

    assertThat(answers).hasSize(1).allMatch(status -> status == 400 || status == 401);
    assertThat(disclosed(advisor)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: DELETE",
        "X-HTTP-Method: PUT",
        "X-Method-Override: POST",
        "X-Original-URL: /v1/exposure",
        "X-Rewrite-URL: /v1/exposure",
        "X-Forwarded-Prefix: /v1/exposure",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: gopher",
        "Forwarded: for=192.0.2.1;host=evil.example"
      })
  void what_a_proxy_may_say_changes_neither_method_nor_address(String header) throws Exception {
    var advisor = UUID.randomUUID().toString();
    var person = followedBy(advisor, 2);
    var token = Door.advisor(advisor);
    var before = disclosed(advisor);

    var answers =
        say(
            "127.0.0.2",
            get(token, "/v1/records/" + Door.ref(token, person))
                .replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n"));

    assertThat(answers).containsExactly(200);
    assertThat(disclosed(advisor)).isEqualTo(before + 1);
  }

  @Test
  void where_a_request_comes_from_is_the_word_of_known_proxies_alone() throws Exception {
    var advisor = UUID.randomUUID().toString();
    var person = followedBy(advisor, 3);
    var token = Door.advisor(advisor);
    var asked =
        get(token, "/v1/records/" + Door.ref(token, person))
            .replace("\r\n\r\n", "\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n");

    assertThat(say("127.0.0.2", asked)).containsExactly(200);
    assertThat(network(advisor)).isEqualTo("127.0.0.0/24");
    assertThat(say(null, asked)).containsExactly(200);
    assertThat(network(advisor)).isEqualTo("203.0.113.0/24");
  }

  // A reader that goes by the length sees one request; one that goes by the chunks sees two.
  @Test
  void of_two_lengths_none_hides_a_second_request() throws Exception {
    var advisor = UUID.randomUUID().toString();
    var person = followedBy(advisor, 4);
    var token = Door.advisor(advisor);
    var hidden = get(token, "/v1/records/" + Door.ref(token, person));
    var head =
        "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nVigie-Purpose: interview\r\nContent-Type: application/json\r\n";
    // The chunks count, as RFC 9112 has it: what follows them is no secret to anybody.
    for (var chunked :
        List.of(
            "Content-Length: %d\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: %d\r\n")) {
      var answers =
          say(null, head + chunked.formatted(hidden.length() + 5) + "\r\n0\r\n\r\n" + hidden);
      assertThat(answers.getFirst()).as(chunked).isEqualTo(400);
      assertThat(answers).as(chunked).allMatch(status -> status < 500);
    }
    var before = disclosed(advisor);
    for (var lengths :
        List.of(
            "Transfer-Encoding: xchunked\r\nContent-Length: %d\r\n",
            "Transfer-Encoding : chunked\r\nContent-Length: %d\r\n",
            "Content-Length: 5\r\nContent-Length: %d\r\n",
            "Content-Length: +%d\r\n",
            "Content-Length: %d, 5\r\n")) {
      var body = "0\r\n\r\n" + hidden;
      var answers = say(null, head + lengths.formatted(body.length()) + "\r\n" + body);

      assertThat(answers).as(lengths).hasSize(1).allMatch(status -> status >= 400 && status <= 501);
      assertThat(disclosed(advisor)).as(lengths).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vigie-Purpose : interview",
        "Vigie-Purpose: inter\u0000view",
        "Vigie-Purpose: interview\rX-Evil: 1",
        " Vigie-Purpose: interview",
        "X-One: 1\r\n Vigie-Purpose: interview",
        "Vigie_Purpose: interview",
        "Vigie-Purpose\t: interview"
      })
  void a_header_that_is_none_says_nothing(String line) throws Exception {
    var advisor = UUID.randomUUID().toString();
    var person = followedBy(advisor, 5);
    var token = Door.advisor(advisor);
    var before = disclosed(advisor);

    var answers =
        say(
            null,
            get(token, "/v1/records/" + Door.ref(token, person))
                .replace("Vigie-Purpose: interview", line));

    assertThat(answers).hasSize(1).allMatch(status -> status >= 400 && status < 500);
    assertThat(disclosed(advisor)).isEqualTo(before);
  }

  private static UUID followedBy(String advisor, int number) {
    // Everybody's own: the last import says who follows.
    var person = UUID.randomUUID();
    Door.take(
            TestPeople.line(SERIES, number, advisor)
                .replace(TestPeople.person(SERIES, number).toString(), person.toString()))
        .then()
        .statusCode(200);
    Door.until(() -> Door.open(Door.advisor(advisor), person).statusCode() == 200);
    return person;
  }

  private long disclosed(String advisor) {
    return pool.preparedQuery(
            """
            select count(*) from event
            where type = 'records.record-disclosed' and attributes->>'actor' = $1
            """)
        .executeAndAwait(Tuple.of(advisor))
        .iterator()
        .next()
        .getLong(0);
  }

  private String network(String advisor) {
    return pool.preparedQuery(
            """
            select attributes->>'network' from event
            where attributes->>'actor' = $1 order by position desc limit 1
            """)
        .executeAndAwait(Tuple.of(advisor))
        .iterator()
        .next()
        .getString(0);
  }

  private static Set<String> parameters(JsonObject paths, Endpoint endpoint) {
    var all = new TreeSet<String>();
    var said =
        paths
            .getJsonObject(endpoint.path())
            .getJsonObject(endpoint.method().toLowerCase(Locale.ROOT))
            .getJsonArray("parameters", new JsonArray());
    for (var i = 0; i < said.size(); i++) {
      if (said.getJsonObject(i).getString("in").equals("query")) {
        all.add(said.getJsonObject(i).getString("name"));
      }
    }
    return all;
  }

  private int asked(Endpoint endpoint, String query) throws Exception {
    return say(null, line(endpoint, query)).getFirst();
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

  private HttpRequest request(Endpoint endpoint, String query) {
    return HttpRequest.newBuilder(URI.create(service).resolve(endpoint.path() + query))
        .header("Authorization", "Bearer " + Door.advisor(UUID.randomUUID().toString()))
        .header("Vigie-Purpose", "interview")
        .method(endpoint.method(), BodyPublishers.noBody())
        .build();
  }

  private static String get(String token, String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
        + token
        + "\r\nVigie-Purpose: interview\r\n\r\n";
  }

  /// The status of each answer to what is written on one connection.
  ///
  /// @param from the address it comes from; null for any
  private List<Integer> say(@Nullable String from, String bytes) throws IOException {
    var at = URI.create(service);
    try (var socket =
        from == null
            ? new Socket(at.getHost(), at.getPort())
            : new Socket(
                InetAddress.ofLiteral("127.0.0.1"), at.getPort(), InetAddress.ofLiteral(from), 0)) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var said = new StringBuilder();
      try {
        var in = socket.getInputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
          said.append((char) next);
        }
      } catch (IOException _) {
        // It waits for more, or was cut off.
      }
      return Pattern.compile("HTTP/1\\.1 (\\d{3})")
          .matcher(said)
          .results()
          .map(found -> Integer.valueOf(found.group(1)))
          .toList();
    }
  }
}
