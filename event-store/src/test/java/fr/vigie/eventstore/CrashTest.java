package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.testkit.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the database and of a service that writes and relays, at points of chance.
class CrashTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String service = "crash-" + UUID.randomUUID();
  private final Map<Long, UUID> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger acks = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private @org.jspecify.annotations.Nullable Process writer;

  @Test
  void survives_ten_kills(@TempDir Path folder) {
    survives(10, folder);
  }

  @Tag("long")
  @EnabledIfSystemProperty(named = "vigie.long", matches = "true")
  @Test
  void survives_two_hundred_kills(@TempDir Path folder) {
    survives(Integer.getInteger("vigie.kills", 200), folder);
  }

  private void survives(int kills, Path folder) {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    try (var server = PostgresServer.start(folder, 0)) {
      var database = TestServers.databaseOn(server, "crash");
      TestServers.migrate(database, "db/event-store");
      try {
        writer = start(database);
        for (var kill = 0; kill < kills; kill++) {
          var enough = acks.get() + 1 + random.nextInt(150);
          await("acknowledgements, seed " + seed)
              .pollInterval(Duration.ofMillis(1))
              .atMost(PATIENCE)
              .until(() -> acks.get() >= enough || !faults.isEmpty());
          assertThat(faults).isEmpty();
          if (random.nextInt(2) == 0) {
            server.process().kill();
            server.restart();
          } else {
            kill(writer);
            writer = start(database);
          }
        }
        kill(writer);
        verify(database);
      } finally {
        kill(writer);
      }
    }
  }

  private static void kill(@org.jspecify.annotations.Nullable Process process) {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private Process start(Database database) {
    try {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx96m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CrashingWriter.class.getName(),
                  Integer.toString(database.port()),
                  database.name(),
                  database.service().user(),
                  database.service().password(),
                  TestServers.kafka().bootstrapServers(),
                  service,
                  "16")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Thread.ofVirtual().start(() -> listen(process));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(Process process) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line; (line = lines.readLine()) != null; ) {
        var words = line.split(" ", 3);
        // A line cut short by the kill was not read by anybody, and counts as not said.
        if (words[0].equals("ack") && words.length == 3 && words[2].length() == 36) {
          acknowledged.put(Long.parseLong(words[1]), UUID.fromString(words[2]));
          acks.incrementAndGet();
        } else if (words[0].equals("fault")) {
          faults.add(line);
        }
      }
    } catch (IOException _) {
      // It was killed.
    }
  }

  private void verify(Database database) {
    try (var store = new TestStore(database)) {
      var stored = stored(store);
      assertThat(stored.keySet())
          .as("positions without a gap")
          .hasSize((int) (long) store.engine().head().join());
      assertThat(stored)
          .as("every acknowledged event, where it was said to be")
          .containsAllEntriesOf(acknowledged);

      try (var relay =
          CrashingWriter.relay(store, TestServers.kafka().bootstrapServers(), service)) {
        relay.start();
        await().atMost(PATIENCE).until(() -> distinct(published()) >= stored.size());
        var last = published();
        assertPublished(last, stored.size());
        System.err.println(
            "crash test: events="
                + stored.size()
                + " acknowledged="
                + acknowledged.size()
                + " published="
                + last.size());
      }
    }
  }

  private static long distinct(List<ConsumerRecord<String, String>> found) {
    return found.stream().map(message -> header(message, "ce_position")).distinct().count();
  }

  /// Position and id of every event, read key by key: each key's deposits count 1, 2, 3, ...
  private static Map<Long, UUID> stored(TestStore store) {
    var events =
        new DecidingEventStore(store.engine(), TestStore.TYPES, java.time.Clock.systemUTC());
    var all = new HashMap<Long, UUID>();
    for (var i = 0; i < CrashingWriter.ACCOUNTS; i++) {
      var expected = 1;
      for (var event :
          events.read(Boundary.of(TestStore.account("k" + i))).toCompletableFuture().join()) {
        assertThat(((Deposited) event.payload()).amount()).isEqualTo(expected++);
        all.put(event.position(), event.id());
      }
    }
    return all;
  }

  /// Every event, and in order for each key but for records that had been published before.
  private static void assertPublished(List<ConsumerRecord<String, String>> found, int events) {
    var seen = new HashSet<Long>();
    var newest = new HashMap<String, Long>();
    var counted = new HashMap<String, Integer>();
    for (var message : found) {
      var position = Long.parseLong(header(message, "ce_position"));
      if (seen.add(position)) {
        assertThat(position).isGreaterThan(newest.getOrDefault(message.key(), 0L));
        newest.put(message.key(), position);
        var amount = counted.merge(message.key(), 1, Integer::sum);
        assertThat(message.value()).contains("\"amount\":" + amount + "}");
      }
    }
    assertThat(seen).hasSize(events);
    assertThat(seen).contains(1L, (long) events);
  }

  private List<ConsumerRecord<String, String>> published() {
    var settings =
        Map.<String, Object>of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestServers.kafka().bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    var found = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          IntStream.range(0, 6).mapToObj(i -> new TopicPartition(Topics.RECORDS, i)).toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    found.removeIf(message -> !header(message, "ce_source").equals("/vigie/" + service));
    return found;
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
