package fr.vigie.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.contracts.Topics;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.testkit.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A topic that is not the one that was followed, and a broker that says nothing. (ATTACKS 33)
class RemadeTopicTest {

  private static KafkaServer kafka;

  private final TestLog test = TestLog.create();
  private final IngestState state = new IngestState(MutableClock.at("2026-01-05T09:00:00Z"));
  private final List<String> remade = new CopyOnWriteArrayList<>();
  private final String group = "group-" + Uuid.randomUuid();
  private final String source = "/vigie/t" + UUID.randomUUID();
  private Ingestion ingestion;

  @BeforeAll
  static void start(@TempDir Path folder) {
    kafka = KafkaServer.start(folder, 0);
    kafka.createTopics(Topics.ALL);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void makeIngestion() {
    ingestion =
        new Ingestion(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new TestSettings(group, 100),
            test.writer(),
            state,
            new SimpleMeterRegistry(),
            (topic, _) -> remade.add(topic));
  }

  @AfterEach
  void stopIngestion() {
    ingestion.stop();
  }

  /// Until the broker has each: a topic that was just made may have no leader for a moment.
  private void publish(long first, long last) throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "enable.idempotence", false),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var underWay = new ArrayList<Future<?>>();
      for (var position = first; position <= last; position++) {
        underWay.add(producer.send(Samples.disclosure(source, position).sent()));
      }
      for (var sent : underWay) {
        sent.get();
      }
    }
  }

  private void awaitLeaves(long expected) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            test.number("select count(*) from leaf where source = '" + source + "'") == expected);
  }

  private void makeAnew() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(Topics.DISCLOSURES)).all().get();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !admin.listTopics().names().get().contains(Topics.DISCLOSURES));
    }
    kafka.createTopics(
        Topics.ALL.stream().filter(topic -> topic.name().equals(Topics.DISCLOSURES)).toList());
  }

  @Test
  void a_topic_that_is_made_anew_while_it_is_followed_is_read_from_its_beginning_and_told()
      throws Exception {
    publish(1, 300);
    ingestion.start();
    awaitLeaves(300);

    makeAnew();
    publish(301, 1_200);

    awaitLeaves(1_200);
    Awaitility.await().until(() -> remade.contains(Topics.DISCLOSURES));
    assertThat(Verifier.check(test).exitCode()).isZero();
  }

  @Test
  void offsets_of_another_topic_of_the_same_name_are_not_believed() throws Exception {
    publish(1, 600);
    var offsets =
        IntStream.range(0, 6)
            .boxed()
            .collect(
                Collectors.toMap(
                    number -> new TopicPartition(Topics.DISCLOSURES, number),
                    _ -> new OffsetAndMetadata(50, Uuid.randomUuid().toString())));
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }

    ingestion.start();

    awaitLeaves(600);
    assertThat(remade).contains(Topics.DISCLOSURES);
  }

  @Test
  void a_broker_that_says_nothing_does_not_hold_up_the_end() throws Exception {
    publish(1, 300);
    ingestion.start();
    awaitLeaves(300);

    signal("-STOP");
    try {
      ingestion.stop();

      assertThat(state.phase()).isEqualTo(IngestState.Phase.STOPPED);
    } finally {
      signal("-CONT");
    }
  }

  private static void signal(String name) throws Exception {
    var pid = Long.toString(kafka.process().pid());
    assertThat(new ProcessBuilder("kill", name, pid).start().waitFor()).isZero();
  }
}
