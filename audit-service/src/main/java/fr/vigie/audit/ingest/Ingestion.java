package fr.vigie.audit.ingest;

import fr.vigie.audit.log.Log;
import fr.vigie.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the topics: poll, read, append, and only then commit the offsets. Whatever fails is
/// tried again from what the broker knows to be done; what is read twice is known to the log. So a
/// crash at any point loses nothing and doubles nothing.
///
/// Two threads: while one appends a batch, the other polls and reads the next; never more than one.
public final class Ingestion {

  private static final Logger LOGGER = Logger.getLogger(Ingestion.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration POLL_BESIDE = Duration.ofMillis(10);
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
    try (var appending =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("audit-append").factory())) {
      while (!stopped()) {
        try (var following =
            new KafkaConsumer<byte[], byte[]>(KafkaSettings.consumer(kafka, settings))) {
          consumer = following;
          follow(following, appending, backOff);
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
    }
    deadLetters.close();
    state.is(IngestState.Phase.STOPPED);
  }

  /// A batch on its way into the log.
  ///
  /// @param done whether all of it came there; not where this service was told to stop before
  /// @param next where to go on reading after it
  private record UnderWay(Future<Boolean> done, Map<TopicPartition, OffsetAndMetadata> next) {}

  private void follow(
      Consumer<byte[], byte[]> following, ExecutorService appending, BackOff backOff) {
    following.subscribe(Topics.OF_EVENTS);
    heard = System.nanoTime();
    @Nullable UnderWay underWay = null;
    try {
      while (!stopped()) {
        var records = following.poll(underWay == null ? POLL : POLL_BESIDE);
        var batch = read(records);
        var before = underWay;
        underWay = null;
        if (before != null && !isDone(before)) {
          return;
        }
        if (!batch.isEmpty()) {
          heard = System.nanoTime();
          var append = new BackOff(settings, stopping);
          underWay =
              new UnderWay(
                  appending.submit(() -> writer.write(batch, append)), records.nextOffsets());
        }
        // The next batch is on its way before the broker is told of the one that is done.
        if (before != null) {
          backOff.reset();
          commit(following, before);
        } else if (batch.isEmpty()) {
          askWhenSilent(following);
        }
      }
    } finally {
      if (underWay != null && isDone(underWay)) {
        commit(following, underWay);
      }
    }
  }

  private List<Writer.Read> read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    var batch = new ArrayList<Writer.Read>();
    for (var record : records) {
      batch.add(new Writer.Read(record, reader.read(record)));
    }
    return batch;
  }

  /// Waits until a batch is in the log, as long as the database needs.
  ///
  /// @return false where this service was told to stop before it was
  private static boolean isDone(UnderWay batch) {
    try {
      return batch.done().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch was not written", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void commit(Consumer<byte[], byte[]> following, UnderWay batch) {
    state.is(IngestState.Phase.FOLLOWING);
    state.lag(lag(following));
    try {
      following.commitSync(batch.next(), ASK);
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
