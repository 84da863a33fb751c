package fr.vigie.audit.ingest;

import fr.vigie.audit.log.Log;
import fr.vigie.audit.topics.TopicIds;
import fr.vigie.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
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

  /// How often it is asked whether the topics are still those that were followed.
  private static final Duration LOOK = Duration.ofSeconds(5);

  /// The client would wait thirty seconds for a broker that says nothing: for whoever stops this
  /// service that is all the time there is.
  private static final CloseOptions LEAVE = CloseOptions.timeout(Duration.ofSeconds(3));

  private final Map<String, Object> kafka;
  private final IngestSettings settings;
  private final DeadLetters deadLetters;
  private final Writer writer;
  private final IngestState state;
  private final TopicIds topics;
  private final EventReader reader = new EventReader();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable Thread thread;
  private long heard;
  private long looked;

  /// Does not start by itself.
  ///
  /// @param kafka settings of the Kafka client, at least `bootstrap.servers`
  /// @param remade is told the name and id of a topic that was deleted and made anew: all of it is
  ///   read, and what was in the one before and not read yet is lost
  public Ingestion(
      Map<String, ?> kafka,
      IngestSettings settings,
      Log log,
      IngestState state,
      MeterRegistry metrics,
      BiConsumer<String, String> remade) {
    this.kafka = Map.copyOf(kafka);
    this.topics = new TopicIds(this.kafka, Topics.OF_EVENTS, remade);
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
        try {
          follow(new KafkaConsumer<>(KafkaSettings.consumer(kafka, settings)), appending, backOff);
        } catch (WakeupException _) {
          // told to stop
        } catch (RuntimeException e) {
          state.is(IngestState.Phase.BROKER_AWAY);
          LOGGER.warn("ingestion failed and will be tried again", e);
          backOff.pause();
        }
      }
    }
    topics.close();
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
    consumer = following;
    try {
      following.subscribe(Topics.OF_EVENTS, fromTheBeginningWhereRemade(following));
      heard = System.nanoTime();
      followTopics(following, appending, backOff);
    } finally {
      consumer = null;
      following.close(LEAVE);
    }
  }

  private void followTopics(
      Consumer<byte[], byte[]> following, ExecutorService appending, BackOff backOff) {
    @Nullable UnderWay underWay = null;
    try {
      while (!stopped()) {
        lookAtTopics(following);
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
                  appending.submit(() -> writer.write(batch, append)),
                  topics.named(records.nextOffsets()));
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

  /// What was committed of a topic that is gone says nothing about the one that bears its name now.
  private ConsumerRebalanceListener fromTheBeginningWhereRemade(
      Consumer<byte[], byte[]> following) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> unused) {
        // whoever has them next finds what this one appended
      }

      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        var committed = following.committed(Set.copyOf(assigned), ASK);
        looked = System.nanoTime();
        var remade = topics.look();
        var stale = topics.stale(committed);
        beginAnew(following, one -> stale.contains(one) || remade.contains(one.topic()));
      }
    };
  }

  private static void beginAnew(
      Consumer<byte[], byte[]> following, Predicate<TopicPartition> which) {
    var those = following.assignment().stream().filter(which).toList();
    if (!those.isEmpty()) { // none would be taken for all
      following.seekToBeginning(those);
    }
  }

  /// A topic that was made anew is read from its beginning: what the log has is dropped.
  private void lookAtTopics(Consumer<byte[], byte[]> following) {
    if (following.assignment().isEmpty() || System.nanoTime() - looked < LOOK.toNanos()) {
      return;
    }
    looked = System.nanoTime();
    try {
      var remade = topics.look();
      beginAnew(following, one -> remade.contains(one.topic()));
    } catch (TimeoutException e) {
      LOGGER.debugf("not looked at the topics: %s", e.getMessage());
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
