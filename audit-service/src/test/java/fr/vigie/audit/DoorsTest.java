package fr.vigie.audit;

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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every door that the OpenAPI document lists, tried by those who have no business there and with
/// what nobody would send (ATTACKS 56, 57).
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class DoorsTest {

  private static final Person EVERYTHING =
      Person.auditor("tries-every-door").with("privacy-officer").with("security-officer");

  /// What lets anybody check the log.
  private static final Set<String> FOR_EVERYBODY = Set.of("/v1/log/consistency", "/v1/log/keys");

  private static final List<String> STRANGE_SEGMENTS =
      List.of(
          "%00",
          "..%2F..%2Fetc",
          "%27%3Bdrop%20table%20leaf%3B--",
          "99999999999999999999",
          "%F0%9F%92%A9",
          "x".repeat(3_000));

  private static final List<String> STRANGE_BODIES =
      List.of(
          "",
          "null",
          "[]",
          "\"\"",
          "{\"from\":\"yesterday\",\"from\":\"today\"}",
          "{\"accounts\":[null,{}],\"from\":\"2026-01-05T00:00:00Z\",\"rule\":{}}",
          "{\"from\":\"yesterday\"}",
          "{\"name\":7,\"filters\":{\"person\":[]}}",
          "{",
          "{}x",
          "{\"x\":1e999999999}",
          "[".repeat(5_000),
          "{\"rule\":\"" + "\\u0000".repeat(2_000) + "\"}");

  @Inject EventStore store;

  @TestHTTPResource @Nullable URI service;

  @TestHTTPResource(value = "/openapi", management = true)
  @Nullable URI document;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private List<Endpoint> doors() throws Exception {
    return Endpoint.all(document + "?format=json").stream()
        .filter(endpoint -> endpoint.path().startsWith("/v1/"))
        .toList();
  }

  private static String at(Endpoint door, String segment) {
    return door.path().replaceAll("\\{[^}]*}", segment);
  }

  private HttpResponse<String> call(Endpoint door, String path, @Nullable Person who, String body)
      throws IOException, InterruptedException {
    var base = Objects.requireNonNull(service).toString().replaceAll("/$", "");
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(
                door.method(),
                door.method().equals("GET") || door.method().equals("DELETE")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body));
    if (who != null) {
      request.header("Authorization", "Bearer " + TestIssuer.running().token(who));
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void the_document_lists_the_doors_of_every_room() throws Exception {
    assertThat(doors())
        .extracting(Endpoint::path)
        .contains(
            "/v1/events",
            "/v1/events/{index}/why",
            "/v1/persons/{ref}/accesses",
            "/v1/breaches/{breach}/affected/exports",
            "/v1/replays",
            "/v1/standing/{ref}",
            "/v1/trials",
            "/v1/questions/{name}/events",
            "/v1/alerts/{alert}/closure",
            "/v1/log/head");
  }

  /// R56: with every role there is, whichever Cap emploi it is.
  @Test
  void no_door_opens_for_a_cap_emploi() throws Exception {
    var tenant = new Person("of-a-cap-emploi", "officer", "CE-34", "CE-34", EVERYTHING.roles());
    for (var door : doors()) {
      if (!FOR_EVERYBODY.contains(door.path()) || !door.method().equals("GET")) {
        var answer = call(door, sound(door), tenant, "{}");

        assertThat(answer.statusCode()).as("%s", door).isEqualTo(403);
        if (door.path().equals("/v1/events")) {
          assertThat(answer.body()).contains("log-of-all-organisations");
        }
      }
    }
  }

  @Test
  void no_door_opens_for_a_stranger_or_an_advisor() throws Exception {
    for (var door : doors()) {
      if (FOR_EVERYBODY.contains(door.path()) && door.method().equals("GET")) {
        continue;
      }
      var path = sound(door);

      assertThat(call(door, path, null, "{}").statusCode()).as("%s, stranger", door).isEqualTo(401);
      assertThat(call(door, path, Person.advisor("a"), "{}").statusCode())
          .as("%s, advisor", door)
          .isEqualTo(403);
    }
  }

  /// R34: a log that tells of everybody tells of those who knock at it in vain.
  @Test
  void whoever_knocks_in_vain_leaves_an_event() throws Exception {
    for (var door : doors()) {
      if (FOR_EVERYBODY.contains(door.path()) && door.method().equals("GET")) {
        continue;
      }
      var advisor = Person.advisor(UUID.randomUUID().toString());
      assertThat(call(door, sound(door), advisor, "{}").statusCode()).isEqualTo(403);

      assertThat(
              store
                  .read(Boundary.of(EventTag.of("by", advisor.account()), RequestRefused.class))
                  .toCompletableFuture()
                  .join())
          .as("%s", door)
          .extracting(StoredEvent::payload)
          .containsExactly(
              new RequestRefused(advisor.account(), door.toString(), "not-allowed", 1));
    }
  }

  @Test
  void nothing_that_is_sent_breaks_a_door() throws Exception {
    for (var door : doors()) {
      if (door.path().contains("{")) {
        for (var segment : STRANGE_SEGMENTS) {
          unbroken(door, at(door, segment), "{}");
        }
      }
      if (door.takesJson()) {
        for (var body : STRANGE_BODIES) {
          unbroken(door, at(door, "x"), body);
        }
      }
      if (door.method().equals("GET")) {
        unbroken(door, at(door, "x") + "?from=x&from=y&limit=-1&cursor=%00&person=%27", "");
      }
    }
  }

  /// A path in the form the door wants.
  private static String sound(Endpoint door) {
    return at(door, "1").replace("/v1/questions/1", "/v1/questions/x");
  }

  private void unbroken(Endpoint door, String path, String body) throws Exception {
    var answer = call(door, path, EVERYTHING, body);
    var sent = path.substring(0, Math.min(90, path.length()));

    assertThat(answer.statusCode())
        .as("%s %s with %.60s: %.300s", door.method(), sent, body, answer.body())
        .isLessThan(500);
    assertThat(answer.body().toLowerCase(Locale.ROOT))
        .as("%s %s gives nothing of the inside away", door.method(), sent)
        .doesNotContain(
            "at fr.vigie", "caused by", "exception", "java.", "coerc", "select ", "jackson");
  }
}
