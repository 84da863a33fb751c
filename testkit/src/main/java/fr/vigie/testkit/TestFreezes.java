package fr.vigie.testkit;

import fr.vigie.contracts.Topics;
import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.contracts.status.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Says in lockout-service's place who may act, on the broker of [TestServers]. Guards hear it some
/// milliseconds later.
public final class TestFreezes {

  // Higher than any position of a store in this JVM, so that what a test says counts.
  private static final AtomicLong POSITION = new AtomicLong(1_000_000);
  private static final Instant SINCE = Instant.parse("2026-01-05T09:00:00Z");

  private TestFreezes() {}

  /// From now on it may not act.
  public static void freeze(Scope scope, String target) {
    say(scope, target, true);
  }

  /// It may act again.
  public static void thaw(Scope scope, String target) {
    say(scope, target, false);
  }

  private static void say(Scope scope, String target, boolean frozen) {
    var value =
        """
        {"scope":"%s","target":"%s","frozen":%s,"cause":%s,"since":"%s","position":%d}
        """
            .formatted(
                scope.word(),
                target,
                frozen,
                frozen ? "\"ordered\"" : "null",
                SINCE,
                POSITION.incrementAndGet());
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", TestServers.kafka().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.ACCOUNT_STATUS, ActingStatus.key(scope.word(), target), value))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take a status", e);
    }
  }
}
