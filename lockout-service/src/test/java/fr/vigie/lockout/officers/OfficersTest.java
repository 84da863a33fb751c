package fr.vigie.lockout.officers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.vigie.contracts.Topics;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeCallRefused;
import fr.vigie.contracts.lockout.FreezeEvent.OfficerAsked;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What officers do, and what whoever is frozen meets. Officers are new in each test, so that one
/// test's freezes are not another's.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class OfficersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject EventStore store;

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private final Person oscar = officer();
  private final Person olga = officer();
  private final Person alice = officer();

  private static Person officer() {
    return Person.advisor(UUID.randomUUID().toString()).with("security-officer");
  }

  @Test
  void who_is_frozen_is_refused_on_the_next_request_until_two_officers_thaw() {
    var token = TestIssuer.running().token(alice);
    with(token).get("/v1/freezes").then().statusCode(200);

    var freeze = freeze(oscar, alice.account()).statusCode(201).extract().path("freeze").toString();

    await().atMost(PATIENCE).until(() -> with(token).get("/v1/freezes").statusCode() == 403);
    with(token)
        .get("/v1/freezes")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigie:problem:account-frozen"));

    thaw(oscar, freeze, "", "{\"reason\":\"harmless\"}")
        .statusCode(200)
        .body("state", equalTo("thaw-proposed"));
    thaw(oscar, freeze, "/approval", "{}")
        .statusCode(403)
        .body("type", equalTo("urn:vigie:problem:freeze-same-officer"));
    thaw(olga, freeze, "/approval", "{}").statusCode(200).body("state", equalTo("thawed"));

    await().atMost(PATIENCE).until(() -> with(token).get("/v1/freezes").statusCode() == 200);
  }

  @Test
  void the_same_request_freezes_once_however_many_send_it_at_once() throws Exception {
    var key = UUID.randomUUID().toString();
    Callable<String> ask = () -> freeze(oscar, alice.account(), key).extract().path("freeze");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = ask.call();
      for (var answer : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> ask).toList())) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }

    assertThat(events("freeze-target", "account:" + alice.account())).hasSize(1);
    freeze(oscar, olga.account(), key)
        .statusCode(422)
        .body("type", equalTo("urn:vigie:problem:freeze-other-request"));
  }

  // ATTACKS 50
  @Test
  void nobody_lifts_their_own_freeze_and_the_attempt_is_an_event() {
    var freeze = freeze(oscar, olga.account()).extract().path("freeze").toString();
    var token = TestIssuer.running().token(olga);

    // Decided on the events: the guard need not have heard of it.
    var answer =
        with(token)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body("{\"reason\":\"harmless\"}")
            .post("/v1/freezes/" + freeze + "/thaw");

    assertThat(answer.statusCode()).isEqualTo(403);
    await().atMost(PATIENCE).until(() -> with(token).get("/v1/freezes").statusCode() == 403);
    if (answer.path("type").equals("urn:vigie:problem:freeze-own-freeze")) {
      assertThat(events("officer", olga.account()))
          .extracting(StoredEvent::payload)
          .anyMatch(e -> e instanceof FreezeCallRefused r && r.reason().equals("own-freeze"));
    }
  }

  @Test
  void everybody_may_freeze_themselves_and_nobody_else() {
    var bruno = Person.advisor(UUID.randomUUID().toString());
    var token = TestIssuer.running().token(bruno);

    post(token, "/v1/freezes", body(alice.account())).statusCode(403);
    post(token, "/v1/self/freeze", "{}").statusCode(200).body("freeze", notNullValue());

    assertThat(events("freeze-target", "account:" + bruno.account()))
        .singleElement()
        .satisfies(e -> {
          assertThat(((TargetFrozen) e.payload()).cause()).isEqualTo("own-request");
          assertThat(e.attributes()).containsEntry("actor", bruno.account());
        });
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            post(token, "/v1/self/freeze", "{}")
                .body("type", equalTo("urn:vigie:problem:account-frozen")));
  }

  @Test
  void a_frozen_session_leaves_the_accounts_other_sessions_alone() {
    var first = UUID.randomUUID().toString();
    var token = TestIssuer.running().token(alice, claims -> claims.claim("sid", first));
    var other = TestIssuer.running().token(alice);

    post(as(oscar), "/v1/freezes", body("session", first, "reported-stolen")).statusCode(201);

    await().atMost(PATIENCE).until(() -> with(token).get("/v1/freezes").statusCode() == 403);
    with(other).get("/v1/freezes").then().statusCode(200);
  }

  // ATTACKS 18: dead everywhere, before the token runs out.
  @Test
  void the_token_of_an_ended_session_opens_nothing() {
    var session = UUID.randomUUID().toString();
    var token = TestIssuer.running().token(alice, claims -> claims.claim("sid", session));
    with(token).get("/v1/freezes").then().statusCode(200);

    var ended =
        new ProducerRecord<>(
            Topics.IDENTITY,
            alice.account(),
            "{\"account\":\"%s\",\"session\":\"%s\",\"cause\":\"signed-out\"}"
                .formatted(alice.account(), session));
    ended.headers().add("ce_type", "identity.session-ended.v1".getBytes(StandardCharsets.UTF_8));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new StringSerializer(),
            new StringSerializer())) {
      var _ = producer.send(ended);
    }

    await().atMost(PATIENCE).until(() -> with(token).get("/v1/freezes").statusCode() == 401);
    with(token)
        .get("/v1/freezes")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .body("type", equalTo("urn:vigie:problem:session-ended"));
  }

  @Test
  void a_freeze_tells_how_it_came_about_and_the_look_is_an_event() {
    var freeze = freeze(oscar, alice.account()).extract().path("freeze").toString();
    thaw(olga, freeze, "", "{\"reason\":\"mistake\"}").statusCode(200);
    thaw(oscar, freeze, "/refusal", "{}").statusCode(200).body("state", equalTo("frozen"));

    with(as(olga))
        .get("/v1/freezes/" + freeze)
        .then()
        .statusCode(200)
        .body("target", equalTo(alice.account()))
        .body("proposedBy", nullValue())
        .body("events", hasSize(3))
        .body("events[0].type", equalTo("lockout.target-frozen"))
        .body("events[0].event.by", equalTo(oscar.account()))
        .body("events[2].type", equalTo("lockout.thaw-declined"));

    assertThat(events("officer", olga.account()))
        .extracting(StoredEvent::payload)
        .anyMatch(e -> e instanceof OfficerAsked asked && asked.target().equals(freeze));
  }

  @Test
  void the_list_shows_how_each_stands_page_by_page() {
    var targets = IntStream.range(0, 52).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    targets.forEach(target -> freeze(oscar, target).statusCode(201));
    await().atMost(PATIENCE).until(() -> isListed(targets.getLast()));

    var first = with(as(olga)).get("/v1/freezes?state=frozen");
    var second = with(as(olga)).get("/v1/freezes?state=frozen&cursor=" + first.path("next"));

    first.then().statusCode(200).body("freezes", hasSize(50)).body("next", notNullValue());
    assertThat(first.<String>path("freezes[0].target")).isEqualTo(targets.getLast());
    second.then().body("freezes.target", hasItem(targets.getFirst()));
    assertThat(first.<List<String>>path("freezes.freeze"))
        .doesNotContainAnyElementsOf(second.<List<String>>path("freezes.freeze"));
  }

  private boolean isListed(String account) {
    return with(as(olga))
            .get("/v1/freezes?scope=account&target=" + account)
            .<List<?>>path("freezes")
            .size()
        == 1;
  }

  @Test
  void the_breaker_says_how_it_stands_and_is_not_closed_twice() {
    with(as(olga))
        .get("/v1/freeze-breaker")
        .then()
        .statusCode(200)
        .body("limit", equalTo(20))
        .body("frozen", lessThan(20));
    post(as(olga), "/v1/freeze-breaker/closing", "{}")
        .statusCode(409)
        .body("type", equalTo("urn:vigie:problem:breaker-closed"));
    with(as(olga)).get("/v1/freeze-breaker/held").then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "account,'not a reference',left,target",
    "planet,mars,left,target",
    "account,a0000000,because,cause",
    "account,a0000000,alert,cause",
    "account,a0000000,own-request,cause"
  })
  void a_field_that_is_wrong_is_named_and_not_repeated(
      String scope, String target, String cause, String field) {
    post(as(oscar), "/v1/freezes", body(scope, target, cause))
        .statusCode(400)
        .body("field", equalTo(field));
  }

  @Test
  void a_freeze_that_there_is_not_is_not_thawed() {
    for (var freeze : List.of(UUID.randomUUID().toString(), "x", "account:alice")) {
      thaw(oscar, freeze, "", "{\"reason\":\"mistake\"}")
          .statusCode(404)
          .body("type", equalTo("urn:vigie:problem:freeze-not-frozen"));
      with(as(oscar)).get("/v1/freezes/" + freeze).then().statusCode(404);
    }
    thaw(oscar, UUID.randomUUID().toString(), "", "{\"reason\":\"because\"}").statusCode(400);
    thaw(oscar, UUID.randomUUID().toString(), "/approval", "{}").statusCode(404);
  }

  @Test
  void a_post_without_a_key_does_nothing() {
    with(as(oscar))
        .body(body(alice.account()))
        .post("/v1/freezes")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:vigie:problem:idempotency-key-needed"));

    assertThat(events("freeze-target", "account:" + alice.account())).isEmpty();
  }

  @Test
  void the_officers_organisation_is_never_frozen() {
    post(as(oscar), "/v1/freezes", body("organisation", "FT", "ordered"))
        .statusCode(409)
        .body("type", equalTo("urn:vigie:problem:freeze-never-frozen"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"advisor", "manager", "privacy-officer", "auditor", "account-admin"})
  void nobody_but_a_security_officer_sees_freezes(String role) {
    var token = as(Person.advisor(UUID.randomUUID().toString()).with(role));

    for (var path : List.of("/v1/freezes", "/v1/freezes/a0000000", "/v1/freeze-breaker")) {
      with(token).get(path).then().statusCode(403);
    }
    given().get("/v1/freezes").then().statusCode(401);
  }

  private static String as(Person person) {
    return TestIssuer.running().token(person);
  }

  private static RequestSpecification with(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  private static ValidatableResponse freeze(Person by, String account) {
    return freeze(by, account, UUID.randomUUID().toString());
  }

  private static ValidatableResponse freeze(Person by, String account, String key) {
    return with(as(by))
        .header("Idempotency-Key", key)
        .body(body(account))
        .post("/v1/freezes")
        .then();
  }

  private static ValidatableResponse thaw(Person by, String freeze, String step, String body) {
    return post(as(by), "/v1/freezes/" + freeze + "/thaw" + step, body);
  }

  private static ValidatableResponse post(String token, String path, String body) {
    Response answer =
        with(token).header("Idempotency-Key", UUID.randomUUID().toString()).body(body).post(path);
    return answer.then();
  }

  private static String body(String account) {
    return body("account", account, "suspicious-use");
  }

  private static String body(String scope, String target, String cause) {
    return "{\"scope\":\"%s\",\"target\":\"%s\",\"cause\":\"%s\"}".formatted(scope, target, cause);
  }

  private List<StoredEvent> events(String tag, String value) {
    return store.read(Boundary.of(EventTag.of(tag, value))).toCompletableFuture().join();
  }
}
