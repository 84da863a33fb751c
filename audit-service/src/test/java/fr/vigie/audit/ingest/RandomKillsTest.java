package fr.vigie.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.contracts.Topics;
import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of ingestion, of PostgreSQL and of the broker, at points of chance and under load:
/// nothing is lost, doubled or out of place. (ATTACKS 33, 36 to 38)
class RandomKillsTest {

  private static final int KILLS =
      Boolean.getBoolean("vigie.long") ? Integer.getInteger("vigie.kills", 100) : 3;
  private static final int AHEAD = 3_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Leaves of one key whose positions do not count up.
  private static final String OUT_OF_PLACE =
      """
      select count(*) from (
        select position, lag(position) over (
          partition by convert_from(entry, 'UTF8')::jsonb ->> 'actor' order by index) as before
        from leaf) as l
      where before > position
      """;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong inTheLog = new AtomicLong();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Exception> faults = new ConcurrentLinkedQueue<>();
  private final List<String> heads = new ArrayList<>();

  @Test
  void whatever_is_killed_every_event_is_one_leaf_in_its_place(@TempDir Path folder)
      throws Exception {
    try (var kafka = KafkaServer.start(folder.resolve("kafka"), 0);
        var postgres = PostgresServer.start(folder.resolve("postgres"), 0)) {
      kafka.createTopics(Topics.ALL);
      var test = TestLog.on(postgres);
      var publisher = Thread.ofPlatform().start(() -> publish(kafka.bootstrapServers()));
      var service = start(kafka, test, folder);
      for (var kill = 0; kill < KILLS; kill++) {
        awaitMore(test);
        switch (random.nextInt(3)) {
          case 0 -> {
            postgres.process().kill();
            postgres.restart();
          }
          case 1 -> {
            kafka.process().kill();
            kafka.restart();
          }
          default -> {
            service.kill();
            service = start(kafka, test, folder);
          }
        }
      }
      enough.set(true);
      publisher.join();
      assertThat(faults).isEmpty();
      verify(test);
      service.kill();
    }
  }

  /// Some more leaves than there are now; and the end is written down, as a witness does.
  private void awaitMore(TestLog test) {
    var target = new AtomicLong(-1);
    await("leaves, seed " + seed)
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> {
          var there = test.number("select size from tree_head");
          inTheLog.set(there);
          if (target.get() < 0) {
            target.set(there + 1 + random.nextInt(1_000));
            heads.add(test.head());
          }
          return there >= target.get() || !faults.isEmpty();
        });
  }

  private static ChildProcess start(KafkaServer kafka, TestLog test, Path folder) {
    return ChildProcess.start(
        "ingestion",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            IngestingProcess.class.getName(),
            kafka.bootstrapServers(),
            test.database().jdbcUrl(),
            test.database().service().user(),
            test.database().service().password()),
        folder.resolve("ingestion.log"));
  }

  /// Publishes as the relay does: in order, again until the broker has it; and never ahead of the
  /// log by more than some thousand.
  private void publish(String brokers) {
    var window = new Semaphore(500);
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "delivery.timeout.ms",
                180_000,
                "max.block.ms",
                180_000,
                "reconnect.backoff.max.ms",
                200),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var position = 1L; !enough.get() && faults.isEmpty(); position++) {
        window.acquire();
        while (position - inTheLog.get() > AHEAD && !enough.get()) {
          LockSupport.parkNanos(1_000_000);
        }
        var _ =
            producer.send(
                Samples.disclosure(position).sent(),
                (_, fault) -> {
                  window.release();
                  if (fault == null) {
                    acknowledged.incrementAndGet();
                  } else {
                    faults.add(fault);
                  }
                });
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void verify(TestLog test) throws Exception {
    await("every event, seed " + seed)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> test.number("select size from tree_head") >= acknowledged.get());
    var signer = new TestSigner(test);
    signer.sign();
    var options = new ArrayList<>(List.of("--key", signer.keys().getFirst()));
    heads.forEach(head -> options.addAll(List.of("--head", head)));

    assertThat(Verifier.check(test, options.toArray(String[]::new)).sentence()).isEmpty();
    assertThat(test.number("select count(*) from leaf")).isEqualTo(acknowledged.get());
    assertThat(test.number("select count(distinct position) from leaf"))
        .isEqualTo(acknowledged.get());
    assertThat(test.number("select max(position) from leaf")).isEqualTo(acknowledged.get());
    assertThat(test.number(OUT_OF_PLACE)).isZero();
    System.out.printf(
        "%d kills, %d events, %d leaves%n", KILLS, acknowledged.get(), acknowledged.get());
  }
}
