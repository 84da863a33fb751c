package fr.vigie.lockout.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import fr.vigie.contracts.Topics;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
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
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What detectors ask for is done, once, and not without limit.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class AlertsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject EventStore store;

  @Inject
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private final String target = UUID.randomUUID().toString();
  private @Nullable KafkaProducer<String, String> producer;

  @BeforeEach
  void begin() {
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterEach
  void end() {
    Objects.requireNonNull(producer).close();
  }

  @Test
  void an_alert_that_asks_for_it_freezes_its_target_with_its_evidence() throws Exception {
    raise("alert-of-" + target, target, "warning", true);

    await().atMost(PATIENCE).until(() -> !frozen(target).isEmpty());

    assertThat(frozen(target))
        .singleElement()
        .satisfies(e -> {
          var event = (TargetFrozen) e.payload();
          assertThat(event.detected()).isTrue();
          assertThat(event.evidence()).containsExactly("event-1", "event-2");
          assertThat(event.by()).isEqualTo("lockout-service");
          assertThat(e.attributes()).containsEntry("correlation", "correlation-1");
        });
  }

  @Test
  void an_alert_told_again_and_one_that_asks_for_nothing_add_nothing() throws Exception {
    raise("notice-of-" + target, target, "notice", false);
    raise("alert-of-" + target, target, "warning", true);
    raise("alert-of-" + target, target, "warning", true);
    var last = UUID.randomUUID().toString();
    raiseAfter(target, "alert-of-" + last, last);

    await().atMost(PATIENCE).until(() -> !frozen(last).isEmpty());

    assertThat(frozen(target)).hasSize(1);
  }

  @Test
  void what_cannot_be_read_is_put_aside_and_stops_nothing() throws Exception {
    send(target, "{not json", "alerts.alert-raised.v1", "/vigie/records-service");
    send(
        target,
        alert("a", "planet", target, "warning", true),
        "alerts.alert-raised.v1",
        "/vigie/records-service");
    send(
        target,
        alert("a", "account", target, "warning", true),
        "alerts.alert-raised.v1",
        "elsewhere");
    send(
        target,
        alert("a", "account", target, "warning", true),
        "alerts.alert-raised.v9",
        "/vigie/records-service");
    raise("alert-of-" + target, target, "warning", true);

    await().atMost(PATIENCE).until(() -> !frozen(target).isEmpty());

    assertThat(frozen(target)).hasSize(1);
    await().atMost(PATIENCE).until(() -> deadLetters().size() == 4);
    assertThat(deadLetters().getFirst()).isEqualTo("{not json");
  }

  // ATTACKS 64
  @Test
  void a_storm_opens_the_breaker_and_an_officer_closes_it() throws Exception {
    var targets = IntStream.range(0, 30).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    for (var one : targets) {
      raise("alert-of-" + one, one, "warning", true);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> targets.stream().allMatch(one -> isFrozen(one) || isHeld(one)));

    assertThat(targets.stream().filter(this::isFrozen).count()).isLessThanOrEqualTo(20);
    as(officer()).get("/v1/freeze-breaker").then().body("openSince", notNullValue());
    await()
        .atMost(PATIENCE)
        .until(() -> as(officer()).get("/v1/freeze-breaker/held").<List<?>>path("held").size() > 9);

    as(officer()).post("/v1/freeze-breaker/closing").then().statusCode(200);

    as(officer()).get("/v1/freeze-breaker").then().body("openSince", nullValue());
    raise("alert-of-" + target, target, "warning", true);
    await().atMost(PATIENCE).until(() -> isFrozen(target));
  }

  private boolean isFrozen(String account) {
    return !frozen(account).isEmpty();
  }

  private boolean isHeld(String account) {
    return events("freeze-request", "alert/alert-of-" + account).stream()
        .anyMatch(e -> e.payload() instanceof FreezeHeld);
  }

  private List<StoredEvent> frozen(String account) {
    return events("freeze-target", "account:" + account);
  }

  private List<StoredEvent> events(String tag, String value) {
    return store.read(Boundary.of(EventTag.of(tag, value))).toCompletableFuture().join();
  }

  private static Person officer() {
    return Person.advisor(UUID.randomUUID().toString()).with("security-officer");
  }

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person));
  }

  private void raise(String alert, String account, String severity, boolean freeze)
      throws Exception {
    send(
        account,
        alert(alert, "account", account, severity, freeze),
        "alerts.alert-raised.v1",
        "/vigie/records-service");
  }

  /// Behind everything of `before`, in its partition.
  private void raiseAfter(String before, String alert, String account) throws Exception {
    send(
        before,
        alert(alert, "account", account, "warning", true),
        "alerts.alert-raised.v1",
        "/vigie/records-service");
  }

  private void send(String key, String value, String type, String source) throws Exception {
    var record = new ProducerRecord<>(Topics.ALERTS, key, value);
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_source", source.getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_correlation", "correlation-1".getBytes(StandardCharsets.UTF_8));
    Objects.requireNonNull(producer).send(record).get();
  }

  private static String alert(
      String alert, String scope, String target, String severity, boolean freeze) {
    return """
    {"alert":"%s","rule":"exposure-budget","severity":"%s","scope":"%s","target":"%s",
    "measured":201,"limit":200,"evidence":["event-1","event-2"],"freeze":%s,
    "at":"2026-01-05T09:00:00Z"}
    """
        .formatted(alert, severity, scope, target, freeze);
  }

  /// Those of this test's target.
  private List<String> deadLetters() {
    var found = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(Topics.LOCKOUT_DEAD_LETTER, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> {
              if (target.equals(record.key())) {
                found.add(record.value());
              }
            });
      }
    }
    return found;
  }
}
