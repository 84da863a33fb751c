package fr.vigie.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.contracts.Topics;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.testkit.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a real broker into a real database, with either away at the wrong moment. (ATTACKS 32, 33,
/// 36, 38, 39, 41)
class IngestionTest {

  private static KafkaServer kafka;
  private static PostgresServer postgres;
  private static KafkaProducer<byte[], byte[]> producer;

  private final List<Ingestion> running = new ArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final IngestState state = new IngestState(MutableClock.at("2026-01-05T09:00:00Z"));
  private final String source = "/vigie/t" + UUID.randomUUID();
  private TestLog test;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    kafka = KafkaServer.start(folder.resolve("kafka"), 0);
    kafka.createTopics(Topics.ALL);
    postgres = PostgresServer.start(folder.resolve("postgres"), 0);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "max.request.size",
                12 << 20,
                "max.block.ms",
                30_000,
                "delivery.timeout.ms",
                45_000,
                "buffer.memory",
                64L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, Topics.RECORDS),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "12000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    producer.close();
    kafka.close();
    postgres.close();
  }

  @BeforeEach
  void makeLog() {
    test = TestLog.on(postgres);
  }

  @AfterEach
  void stopIngestion() {
    running.forEach(Ingestion::stop);
    if (!kafka.process().isAlive()) {
      kafka.restart();
    }
    if (!postgres.process().isAlive()) {
      postgres.restart();
    }
  }

  private static void publish(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    var underWay = new ArrayList<Future<?>>();
    for (var record : records) {
      underWay.add(producer.send(record));
    }
    for (var sent : underWay) {
      sent.get();
    }
  }

  private void publish(long first, long last) throws Exception {
    publish(
        LongStream.rangeClosed(first, last)
            .mapToObj(position -> Samples.disclosure(source, position).sent())
            .toList());
  }

  private Ingestion ingest(String group, Log log) {
    var ingestion =
        new Ingestion(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new TestSettings(group, 500),
            log,
            state,
            metrics,
            (_, _) -> {});
    running.add(ingestion);
    ingestion.start();
    return ingestion;
  }

  private Ingestion ingest() {
    return ingest("group-" + source, test.writer());
  }

  private long leaves() throws Exception {
    return test.number("select count(*) from leaf where source = '" + source + "'");
  }

  private void awaitLeaves(long expected) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> leaves() == expected);
  }

  private void awaitAllRead() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> state.phase() == IngestState.Phase.FOLLOWING && state.lag() == 0);
  }

  private void assertEachOnce(long expected) throws Exception {
    assertThat(leaves()).isEqualTo(expected);
    assertThat(
            test.number(
                "select count(distinct position) from leaf where source = '" + source + "'"))
        .isEqualTo(expected);
    assertThat(Verifier.check(test).exitCode()).isZero();
  }

  @Test
  void each_record_becomes_one_leaf() throws Exception {
    publish(1, 2_000);

    ingest();

    awaitLeaves(2_000);
    assertEachOnce(2_000);
  }

  // ATTACKS 38
  @Test
  void duplicates_and_records_out_of_order_make_no_difference() throws Exception {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (var position = 1; position <= 300; position++) {
      records.add(Samples.disclosure(source, position).sent());
      records.add(Samples.disclosure(source, position).sent());
    }
    Collections.shuffle(records, new Random(7));
    publish(records);

    ingest();

    awaitLeaves(300);
    awaitAllRead();
    assertEachOnce(300);
  }

  @Test
  void reading_the_topics_again_from_the_start_changes_nothing() throws Exception {
    publish(1, 400);
    publish(List.of(Samples.disclosure(source, 401).saying("{").sent()));
    ingest("first-" + source, test.writer());
    awaitLeaves(400);
    awaitAllRead();
    running.forEach(Ingestion::stop);
    var head = test.head();

    var again = new IngestState(MutableClock.at("2026-01-05T09:00:00Z"));
    var second =
        new Ingestion(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new TestSettings("second-" + source, 500),
            test.writer(),
            again,
            metrics,
            (_, _) -> {});
    running.add(second);
    second.start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> again.phase() == IngestState.Phase.FOLLOWING && again.lag() == 0);

    assertThat(test.head()).isEqualTo(head);
  }

  // ATTACKS 39
  @Test
  void what_cannot_be_read_leaves_a_leaf_and_a_dead_letter_and_stops_nothing() throws Exception {
    publish(
        List.of(
            Samples.disclosure(source, 1).sent(),
            Samples.disclosure(source, 2).without("ce_type").sent(),
            Samples.disclosure(source, 3).with("ce_type", "records.record-disclosed.v999").sent(),
            Samples.disclosure(source, 4).saying("{\"who\":").sent(),
            Samples.disclosure(source, 5)
                .on(Topics.RECORDS)
                .saying("{\"a\":\"" + "x".repeat(10 << 20) + "\"}")
                .sent(),
            Samples.disclosure(source, 6).sent()));

    ingest();

    awaitLeaves(2);
    awaitAllRead();
    assertThat(
            test.texts(
                """
                select convert_from(entry, 'UTF8')::json -> 'data' ->> 'reason' from leaf
                where convert_from(entry, 'UTF8')::json -> 'data' ->> 'claimedSource' = '%s'
                """
                    .formatted(source)))
        .containsExactlyInAnyOrder(
            "missing-header", "unknown-version", "malformed-json", "too-large");
    assertThat(deadLetters())
        .contains("missing-header", "unknown-version", "malformed-json", "too-large");
    assertThat(metrics.counter("vigie.audit.quarantined", "reason", "too-large").count())
        .isEqualTo(1);
    assertThat(Verifier.check(test).exitCode()).isZero();
  }

  private List<String> deadLetters() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.AUDIT_DEAD_LETTER));
      var reasons = new ArrayList<String>();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            consumer
                .poll(Duration.ofMillis(200))
                .forEach(letter ->
                    reasons.add(
                        new String(
                            letter.headers().lastHeader("dead_letter_reason").value(),
                            java.nio.charset.StandardCharsets.UTF_8)));
            return reasons.size() >= 4;
          });
      return reasons;
    }
  }

  @Test
  void a_position_that_is_used_twice_is_written_down() throws Exception {
    publish(List.of(Samples.disclosure(source, 1).sent()));
    ingest();
    awaitLeaves(1);

    publish(List.of(Samples.disclosure(source, 1).with("ce_outcome", "refused").sent()));

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> metrics.counter("vigie.audit.quarantined", "reason", "place-taken").count() == 1);
    awaitAllRead();
    assertEachOnce(1);
    assertThat(
            test.texts(
                """
                select convert_from(entry, 'UTF8')::json -> 'data' ->> 'reason' from leaf
                where source like '/vigie/audit-service/quarantine/%'
                """))
        .contains("place-taken");
  }

  // ATTACKS 36
  @Test
  void a_commit_that_fails_before_or_after_it_happened_loses_and_doubles_nothing()
      throws Exception {
    publish(1, 3_000);
    var failing = new FailingCommits(new Random(11));

    ingest("group-" + source, TestLog.writer(failing.over(test.serviceSource())));

    awaitLeaves(3_000);
    awaitAllRead();
    assertThat(failing.failures()).isPositive();
    assertEachOnce(3_000);
  }

  // ATTACKS 38
  @Test
  void several_replicas_that_come_and_go_lose_and_double_nothing() throws Exception {
    var group = "group-" + source;
    ingest(group, test.writer());
    publish(1, 1_000);
    var second = ingest(group, test.writer());
    publish(1_001, 2_000);
    second.stop();
    publish(2_001, 3_000);
    ingest(group, test.writer());
    publish(3_001, 4_000);

    awaitLeaves(4_000);
    assertEachOnce(4_000);
  }

  // ATTACKS 36, 41
  @Test
  void a_database_that_is_killed_under_load_is_waited_for() throws Exception {
    ingest();
    publish(1, 1_000);
    awaitLeaves(1_000);

    postgres.process().kill();
    publish(1_001, 3_000);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> state.phase() == IngestState.Phase.DATABASE_AWAY);
    postgres.restart();

    awaitLeaves(3_000);
    awaitAllRead();
    assertEachOnce(3_000);
  }

  // ATTACKS 33
  @Test
  void a_broker_that_is_killed_under_load_is_waited_for() throws Exception {
    ingest();
    publish(1, 1_000);
    awaitLeaves(1_000);

    kafka.process().kill();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> state.phase() == IngestState.Phase.BROKER_AWAY);
    kafka.restart();
    publish(1_001, 2_000);

    awaitLeaves(2_000);
    awaitAllRead();
    assertEachOnce(2_000);
  }
}
