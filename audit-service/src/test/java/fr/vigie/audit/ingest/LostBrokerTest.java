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
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that lost what it had acknowledged, with the offsets of those who read: the stores have
/// it all, and publish it again. (ATTACKS 37)
class LostBrokerTest {

  private static final String SOURCE = "/vigie/records-service";

  private final TestLog test = TestLog.create();

  @Test
  void what_is_published_again_is_in_the_log_once_and_what_was_lost_comes(@TempDir Path folder)
      throws Exception {
    follow(folder.resolve("first"), 300);
    var seen = test.head();

    follow(folder.resolve("second"), 500);

    assertThat(test.texts("select position from leaf where source = '" + SOURCE + "'"))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 500).mapToObj(Long::toString).toList());
    assertThat(Verifier.check(test, "--head", seen).exitCode()).isZero();
  }

  /// A broker with nothing on its disk, to which a store publishes all it has.
  private void follow(Path disk, long events) throws Exception {
    try (var kafka = KafkaServer.start(disk, 0)) {
      kafka.createTopics(Topics.ALL);
      publish(kafka.bootstrapServers(), events);
      var ingestion =
          new Ingestion(
              Map.of("bootstrap.servers", kafka.bootstrapServers()),
              new TestSettings("audit-service", 100),
              test.writer(),
              new IngestState(MutableClock.at("2026-01-05T09:00:00Z")),
              new SimpleMeterRegistry(),
              (_, _) -> {});
      ingestion.start();
      try {
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> test.number("select count(*) from leaf") == events);
      } finally {
        ingestion.stop();
      }
    }
  }

  /// Until the broker has each: a partition that was just made may change its mind about its
  /// leader, and what comes twice or in another order makes no difference.
  private static void publish(String brokers, long events) throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            Map.of("bootstrap.servers", brokers, "enable.idempotence", false),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var underWay = new ArrayList<Future<?>>();
      for (var position = 1; position <= events; position++) {
        underWay.add(producer.send(Samples.disclosure(SOURCE, position).sent()));
      }
      for (var sent : underWay) {
        sent.get();
      }
    }
  }
}
