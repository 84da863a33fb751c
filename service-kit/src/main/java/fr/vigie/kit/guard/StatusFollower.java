package fr.vigie.kit.guard;

import fr.vigie.contracts.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Fills the table from the topics, on a thread of its own, and knows how new it is. The package's
/// page says how.
final class StatusFollower implements AutoCloseable {

  static final String UNREADABLE = "unreadable";

  private static final Logger LOG = Logger.getLogger(StatusFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOOK_UP = Duration.ofSeconds(5);
  private static final long SECOND = 1_000_000_000;

  private final Map<String, Object> kafka;
  private final GuardSettings settings;
  private final ActingTable table;
  private final Listeners listeners;
  private final Clock clock;
  private final StatusReader reader = new StatusReader();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch complete = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile long asOf;
  private @Nullable Thread thread;
  private long swept;

  /// @param kafka settings of the Kafka client, at least `bootstrap.servers`
  StatusFollower(
      Map<String, ?> kafka,
      GuardSettings settings,
      ActingTable table,
      Listeners listeners,
      Clock clock) {
    this.kafka = new HashMap<>(kafka);
    this.settings = settings;
    this.table = table;
    this.listeners = listeners;
    this.clock = clock;
    this.asOf = System.nanoTime();
  }

  /// Begins to follow.
  void start() {
    thread = Thread.ofPlatform().name("guard").daemon().start(this::run);
  }

  /// Waits for the table to be complete.
  ///
  /// @return false where it is not, yet
  boolean awaitComplete(Duration patience) {
    try {
      return complete.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whether the table holds all that was said until at most the bound ago.
  boolean isUpToDate() {
    return complete.getCount() == 0 && System.nanoTime() - asOf <= settings.bound().toNanos();
  }

  /// How old the table may be.
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - asOf);
  }

  @Override
  public void close() {
    stopping.countDown();
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      if (thread != null) {
        thread.join(Duration.ofSeconds(10));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try (var following = new KafkaConsumer<byte[], byte[]>(settings())) {
        consumer = following;
        follow(following);
      } catch (WakeupException _) {
        // told to stop
      } catch (RuntimeException e) {
        LOG.warnf("cannot follow who may act, will try again: %s", e.toString());
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void pause() {
    try {
      var _ = stopping.await(500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Consumer<byte[], byte[]> following) {
    var partitions = begin(following);
    var asked = new Question(0, Map.of());
    while (stopping.getCount() > 0) {
      if (asked.isAnswered() && System.nanoTime() - asked.at() >= interval()) {
        asked = ask(following, partitions);
      }
      following.poll(POLL).forEach(this::take);
      if (!asked.isAnswered() && asked.isReached(following)) {
        asOf = asked.at();
        complete.countDown();
        asked = new Question(asked.at(), Map.of());
      }
      sweep();
    }
  }

  /// Where the topics ended when it was asked.
  private record Question(long at, Map<TopicPartition, Long> ends) {

    boolean isAnswered() {
      return ends.isEmpty();
    }

    boolean isReached(Consumer<?, ?> following) {
      return ends.entrySet().stream()
          .allMatch(end -> following.position(end.getKey(), LOOK_UP) >= end.getValue());
    }
  }

  private Question ask(Consumer<byte[], byte[]> following, List<TopicPartition> partitions) {
    var at = System.nanoTime();
    try {
      return new Question(at, following.endOffsets(partitions, settings.bound().dividedBy(2)));
    } catch (TimeoutException _) {
      return new Question(at, Map.of());
    }
  }

  private long interval() {
    return Math.min(SECOND, settings.bound().toNanos() / 4);
  }

  /// The status of everybody from the beginning; ended sessions from as long ago as a token lives.
  private List<TopicPartition> begin(Consumer<byte[], byte[]> following) {
    var statuses = partitions(following, Topics.ACCOUNT_STATUS);
    var identity = partitions(following, Topics.IDENTITY);
    var all = new ArrayList<>(statuses);
    all.addAll(identity);
    following.assign(all);
    following.seekToBeginning(statuses);
    // In this order: what comes between the two questions is read, not passed over.
    var ends = following.endOffsets(identity, LOOK_UP);
    var since = clock.instant().minus(settings.tokenLife()).toEpochMilli();
    var wanted = new HashMap<TopicPartition, Long>();
    identity.forEach(partition -> wanted.put(partition, since));
    following
        .offsetsForTimes(wanted, LOOK_UP)
        .forEach((partition, found) ->
            following.seek(
                partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
    return all;
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> following, String topic) {
    var found = following.partitionsFor(topic, LOOK_UP);
    if (found == null || found.isEmpty()) {
      throw new IllegalStateException("there is no topic " + topic);
    }
    return found.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topics.IDENTITY)) {
        var session = reader.endedSession(record);
        if (session != null) {
          table.ended(session, System.nanoTime() + settings.tokenLife().toNanos());
        }
        return;
      }
      var status = reader.status(record);
      if (status.isPresent() && table.take(status.get())) {
        listeners.tell(status.get());
      }
    } catch (IOException | RuntimeException e) {
      LOG.errorf(
          "a record was passed over: topic=%s partition=%d offset=%d fault=%s",
          record.topic(), record.partition(), record.offset(), e.getClass().getName());
    }
  }

  private void sweep() {
    var now = System.nanoTime();
    if (now - swept > 30 * SECOND) {
      table.forget(now);
      swept = now;
    }
  }

  private Map<String, Object> settings() {
    var all = new HashMap<>(kafka);
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, "guard");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    // A broker answers the requests of one connection in turn: a question where the topics end
    // waits behind a fetch that waits for news. News come at once in any case.
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
    all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return all;
  }
}
