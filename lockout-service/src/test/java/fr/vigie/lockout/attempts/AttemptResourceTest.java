package fr.vigie.lockout.attempts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import fr.vigie.contracts.Topics;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class AttemptResourceTest {

  @Inject
  @ConfigProperty(name = "vigie.service-keys.identity-service")
  String identityKey;

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Inject EventStore store;

  private final String account = "account-" + UUID.randomUUID();

  @Test
  void permits_a_guess_and_says_until_when() {
    var attempt = UUID.randomUUID();

    ask(attempt, "pwd")
        .statusCode(200)
        .body("decision", equalTo("permitted"))
        .body("attempt", equalTo(attempt.toString()))
        .body("expiresAt", containsString("T"));
  }

  @Test
  void asked_again_it_answers_the_same_and_keeps_one_event() throws Exception {
    var attempt = UUID.randomUUID();

    var first = ask(attempt, "pwd").extract().asString();
    var second = ask(attempt, "pwd").extract().asString();

    assertThat(second).isEqualTo(first);
    assertThat(events(attempt)).hasSize(1);
  }

  @Test
  void five_wrong_guesses_over_both_factors_lock() throws Exception {
    // Asked for together: after failures one would have to wait.
    var attempts = new ArrayList<UUID>();
    for (var factor : List.of("pwd", "otp", "recovery", "reset", "otp")) {
      attempts.add(UUID.randomUUID());
      ask(attempts.getLast(), factor).body("decision", equalTo("permitted"));
    }
    attempts.forEach(attempt -> report(attempt, "failed", false).statusCode(204));
    var sixth = UUID.randomUUID();

    ask(sixth, "otp")
        .statusCode(200)
        .body("decision", equalTo("refused"))
        .body("reason", equalTo("locked"))
        .body("retryAfter", greaterThan(880));

    ask(sixth, "otp").body("reason", equalTo("locked"));
    assertThat(events(sixth)).hasSize(1);
    status().body("state", equalTo("locked")).body("left", equalTo(0));
  }

  @Test
  void what_is_under_way_is_waited_for() {
    var first = UUID.randomUUID();
    ask(first, "pwd").body("decision", equalTo("permitted"));
    for (var i = 0; i < 4; i++) {
      ask(UUID.randomUUID(), "pwd").body("decision", equalTo("permitted"));
    }
    var waiting = UUID.randomUUID();
    ask(waiting, "pwd")
        .body("decision", equalTo("wait"))
        .body("reason", equalTo("too-many-open"))
        .body("retryAfter", equalTo(1));

    report(first, "succeeded", false).statusCode(204);

    ask(waiting, "pwd").body("decision", equalTo("permitted"));
  }

  @Test
  void after_two_failures_the_next_guess_has_to_wait() {
    for (var i = 0; i < 2; i++) {
      var attempt = UUID.randomUUID();
      ask(attempt, "pwd").body("decision", equalTo("permitted"));
      report(attempt, "failed", false).statusCode(204);
    }

    ask(UUID.randomUUID(), "otp")
        .statusCode(200)
        .body("decision", equalTo("wait"))
        .body("reason", equalTo("delayed"))
        .body("retryAfter", greaterThanOrEqualTo(25));
    status().body("failures", equalTo(2)).body("delayedUntil", notNullValue());
  }

  @Test
  void a_completed_sign_in_answers_with_a_cookie_that_strangers_cannot_lock_out() {
    var first = UUID.randomUUID();
    ask(first, "otp").body("decision", equalTo("permitted"));
    String cookie = report(first, "succeeded", true).statusCode(200).extract().path("device");
    for (var i = 0; i < 5; i++) {
      ask(UUID.randomUUID(), "pwd").body("decision", equalTo("permitted"));
    }
    ask(UUID.randomUUID(), "pwd").body("reason", equalTo("too-many-open"));

    var owner = UUID.randomUUID();
    askOn(cookie, owner).body("decision", equalTo("permitted"));
    String again = report(owner, "succeeded", true).statusCode(200).extract().path("device");

    assertThat(again).isEqualTo(cookie);
    report(owner, "succeeded", true).statusCode(200).body("device", equalTo(cookie));
    status().body("left", equalTo(0)).body("devices.size()", equalTo(1));
    askOn("x" + cookie.substring(1), UUID.randomUUID()).body("reason", equalTo("too-many-open"));
  }

  @Test
  void revoked_devices_are_strangers_until_they_sign_in_again() {
    var first = UUID.randomUUID();
    ask(first, "otp");
    String cookie = report(first, "succeeded", true).extract().path("device");

    identity()
        .body(Map.of("reason", "reset"))
        .post("/v1/accounts/" + account + "/device-revocations")
        .then()
        .statusCode(204);

    var next = UUID.randomUUID();
    askOn(cookie, next).body("decision", equalTo("permitted"));
    status().body("open", equalTo(1));
    String renewed = report(next, "succeeded", true).statusCode(200).extract().path("device");
    assertThat(renewed).isNotEqualTo(cookie);
  }

  @Test
  void a_passkey_is_permitted_at_a_locked_account() {
    var attempts = new ArrayList<UUID>();
    for (var i = 0; i < 5; i++) {
      attempts.add(UUID.randomUUID());
      ask(attempts.getLast(), "pwd");
    }
    attempts.forEach(attempt -> report(attempt, "failed", false));
    status().body("state", equalTo("locked")).body("until", notNullValue());

    var passkey = UUID.randomUUID();
    ask(passkey, "passkey").body("decision", equalTo("permitted"));
    report(passkey, "succeeded", true).statusCode(200).body("device", notNullValue());

    status().body("state", equalTo("locked"));
  }

  @Test
  void an_outcome_is_reported_once_and_never_changes() throws Exception {
    var attempt = UUID.randomUUID();
    ask(attempt, "pwd");
    report(attempt, "failed", false).statusCode(204);

    report(attempt, "failed", false).statusCode(204);
    report(attempt, "succeeded", true)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:vigie:problem:attempt-reported"));

    assertThat(events(attempt)).hasSize(2);
  }

  @Test
  void an_outcome_without_a_permit_is_none() {
    report(UUID.randomUUID(), "succeeded", true)
        .statusCode(404)
        .body("type", equalTo("urn:vigie:problem:no-such-attempt"));
  }

  @Test
  void every_event_says_who_whence_and_what() throws Exception {
    var attempt = UUID.randomUUID();
    ask(attempt, "pwd").header("Vigie-Correlation", "test-correlation");

    assertThat(events(attempt).getFirst().attributes())
        .containsAllEntriesOf(
            Map.of(
                "actor", "identity-service",
                "network", "192.0.2.0/24",
                "operation", "attempt",
                "outcome", "allowed",
                "subject", account,
                "correlation", "test-correlation"));
  }

  @Test
  void every_event_reaches_kafka_in_the_order_of_its_account() {
    var attempt = UUID.randomUUID();
    ask(attempt, "pwd");
    report(attempt, "failed", false);

    var published = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", brokers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(Topics.LOCKOUT).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      for (var polls = 0; polls < 100 && published.size() < 2; polls++) {
        consumer
            .poll(Duration.ofMillis(300))
            .records(Topics.LOCKOUT)
            .forEach(record -> {
              if (record.key().equals(account)) {
                published.add(record);
              }
            });
      }
    }

    assertThat(published)
        .extracting(record -> header(record, "ce_type"))
        .containsExactly("lockout.attempt-permitted.v1", "lockout.attempt-failed.v1");
    assertThat(header(published.getFirst(), "ce_source")).isEqualTo("/vigie/lockout-service");
    assertThat(header(published.getFirst(), "ce_subject")).isEqualTo(account);
    assertThat(published.getFirst().value()).contains(attempt.toString());
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private ValidatableResponse ask(UUID attempt, String factor) {
    return identity()
        .header("Vigie-Correlation", "test-correlation")
        .body(
            Map.of(
                "attempt",
                attempt.toString(),
                "account",
                account,
                "factor",
                factor,
                "network",
                "192.0.2.0/24"))
        .post("/v1/attempts")
        .then();
  }

  private ValidatableResponse askOn(String device, UUID attempt) {
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
                "192.0.2.0/24",
                "device",
                device))
        .post("/v1/attempts")
        .then();
  }

  private ValidatableResponse report(UUID attempt, String outcome, boolean completed) {
    return identity()
        .body(Map.of("account", account, "outcome", outcome, "completed", completed))
        .put("/v1/attempts/" + attempt + "/outcome")
        .then();
  }

  private ValidatableResponse status() {
    return identity().get("/v1/accounts/" + account + "/status").then().statusCode(200);
  }

  private RequestSpecification identity() {
    return given()
        .header("Authorization", "Vigie-Service identity-service " + identityKey)
        .contentType("application/json");
  }

  private List<StoredEvent> events(UUID attempt) throws Exception {
    return store
        .read(Boundary.of(EventTag.of("attempt", attempt.toString())))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
