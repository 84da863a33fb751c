package fr.vigie.audit.ingest;

import fr.vigie.audit.ingest.Reading.Event;
import fr.vigie.audit.ingest.Reading.Unreadable;
import fr.vigie.audit.log.Log;
import fr.vigie.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the topics, on a thread of its own: poll, read, append, and only then commit the
/// offsets. Whatever fails is tried again from what the broker knows to be done; what is read twice
/// is known to the log. So a crash at any point loses nothing and doubles nothing.
public final class Ingestion {

  private static final Logger LOGGER = Logger.getLogger(Ingestion.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration ASK = Duration.ofSeconds(3);

  private final Map<String, Object> kafka;
  private final IngestSettings settings;
  private final DeadLetters deadLetters;
  private final Writer writer;
  private final IngestState state;
  private final EventReader reader = new EventReader();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable Thread thread;
  private long heard;

  /// Does not start by itself.
  ///
  /// @param kafka settings of the Kafka client, at least `bootstrap.servers`
  public Ingestion(
      Map<String, ?> kafka,
      IngestSettings settings,
      Log log,
      IngestState state,
      MeterRegistry metrics) {
    this.kafka = Map.copyOf(kafka);
    this.settings = settings;
    this.state = state;
    this.deadLetters = new DeadLetters(this.kafka, metrics);
    this.writer = new Writer(log, deadLetters, state, metrics);
  }

  /// Begins to follow.
  public void start() {
    thread = Thread.ofPlatform().name("audit-ingest").start(this::run);
  }

  /// Ends after the batch at hand.
  public void stop() {
    stopping.countDown();
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      if (thread != null && !thread.join(Duration.ofSeconds(30))) {
        LOGGER.warn("ingestion did not end in time; what it was at comes again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var backOff = new BackOff(settings, stopping);
    while (!stopped()) {
      try (var following =
          new KafkaConsumer<byte[], byte[]>(KafkaSettings.consumer(kafka, settings))) {
        consumer = following;
        follow(following, backOff);
      } catch (WakeupException _) {
        // told to stop
      } catch (RuntimeException e) {
        state.is(IngestState.Phase.BROKER_AWAY);
        LOGGER.warn("ingestion failed and will be tried again", e);
        backOff.pause();
      } finally {
        consumer = null;
      }
    }
    deadLetters.close();
    state.is(IngestState.Phase.STOPPED);
  }

  private void follow(Consumer<byte[], byte[]> following, BackOff backOff) {
    following.subscribe(Topics.OF_EVENTS);
    heard = System.nanoTime();
    while (!stopped()) {
      var records = following.poll(POLL);
      if (records.isEmpty()) {
        askWhenSilent(following);
        continue;
      }
      heard = System.nanoTime();
      if (!take(records)) {
        return;
      }
      state.is(IngestState.Phase.FOLLOWING);
      state.lag(lag(following));
      backOff.reset();
      commit(following);
    }
  }

  /// Appends a batch, waiting as long as the database needs.
  ///
  /// @return false where this service was told to stop before it was done
  private boolean take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    var batch = new ArrayList<Writer.Item>();
    for (var record : records) {
      batch.add(
          switch (reader.read(record)) {
            case Event(var entry) -> new Writer.Item(record, entry);
            case Unreadable unreadable -> writer.quarantine(record, unreadable);
          });
    }
    return writer.write(batch, new BackOff(settings, stopping));
  }

  private static void commit(Consumer<byte[], byte[]> following) {
    try {
      following.commitSync(ASK);
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      // Another replica has the partitions now, or the broker is away: the batch is in the log, and
      // whoever reads it again finds it there.
      LOGGER.infof("offsets were not committed: %s", e.getMessage());
    }
  }

  private void askWhenSilent(Consumer<byte[], byte[]> following) {
    if (System.nanoTime() - heard < settings.silence().toNanos()
        && state.phase() == IngestState.Phase.FOLLOWING) {
      return;
    }
    try {
      following.listTopics(ASK);
      if (!following.assignment().isEmpty()) {
        state.is(IngestState.Phase.FOLLOWING);
        state.lag(lag(following));
      }
      heard = System.nanoTime();
    } catch (TimeoutException _) {
      state.is(IngestState.Phase.BROKER_AWAY);
    }
  }

  private static long lag(Consumer<byte[], byte[]> following) {
    return following.assignment().stream()
        .mapToLong(partition -> following.currentLag(partition).orElse(0))
        .sum();
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }
}
