package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.Topics;
import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.eventstore.TestStore.Withdrawn;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestStore store = new TestStore();
  private final EventStore events =
      new DecidingEventStore(
          store.engine(), TestStore.TYPES, MutableClock.at("2026-01-05T09:00:00Z"));

  /// A service name of the test's own: topics are shared, and this tells our records apart.
  private final String service = "service-" + UUID.randomUUID();

  @AfterEach
  void close() {
    store.close();
  }

  private Relay relay(TestStore store) {
    return new Relay(
        service,
        store.engine(),
        TestStore.TYPES,
        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
        event -> Publication.of(Topics.RECORDS, account(event.payload()), event));
  }

  private static String account(Object event) {
    return event instanceof Withdrawn gone ? gone.account() : ((Deposited) event).account();
  }

  private List<Receipt> deposit(int times) {
    return events
        .append(
            Map.of("actor", "alice", "subject", "p-1"),
            IntStream.range(0, times).mapToObj(i -> new Deposited("a" + i % 7, i)).toList())
        .toCompletableFuture()
        .join();
  }

  private void withdraw(int amount) {
    events
        .append(Map.of("actor", "alice"), List.of(new Withdrawn("a3", amount, "bob")))
        .toCompletableFuture()
        .join();
  }

  /// What this service has published, partition by partition.
  private List<ConsumerRecord<String, String>> published() {
    var found = new ArrayList<>(read(Topics.RECORDS));
    found.removeIf(r -> !header(r, "ce_source").equals("/vigie/" + service));
    return found;
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    var settings = new TreeMap<String, Object>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka().bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    var found = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions = IntStream.range(0, 6).mapToObj(i -> new TopicPartition(topic, i)).toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static List<Long> positions(List<ConsumerRecord<String, String>> found) {
    return found.stream().map(r -> Long.parseLong(header(r, "ce_position"))).sorted().toList();
  }

  @Test
  void tells_everything_a_consumer_needs_in_cloud_events_headers() {
    var receipt = deposit(1).getFirst();
    try (var relay = relay(store)) {
      relay.start();
      await().atMost(PATIENCE).until(() -> !published().isEmpty());

      var message = published().getFirst();
      var headers = new TreeMap<String, String>();
      message.headers().forEach(h -> headers.put(h.key(), header(message, h.key())));
      assertThat(headers)
          .isEqualTo(
              Map.of(
                  "ce_specversion", "1.0",
                  "ce_id", receipt.id().toString(),
                  "ce_source", "/vigie/" + service,
                  "ce_type", "test.deposited.v1",
                  "ce_time", "2026-01-05T09:00:00Z",
                  "ce_position", "1",
                  "ce_actor", "alice",
                  "ce_subject", "p-1",
                  "ce_operation", "deposit",
                  "content-type", "application/json"));
      assertThat(message.key()).isEqualTo("a0");
      assertThat(message.value()).isEqualTo("{\"account\":\"a0\",\"amount\":0}");
    }
  }

  @Test
  void publishes_every_event_once_and_in_order_for_each_key() {
    deposit(700);
    try (var relay = relay(store)) {
      relay.start();
      await().atMost(PATIENCE).until(() -> published().size() >= 700);
      deposit(300);
      await().atMost(PATIENCE).until(() -> published().size() >= 1000);

      var found = published();
      assertThat(positions(found))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 1000).mapToObj(Long::valueOf).toList());
      for (var key : found.stream().map(ConsumerRecord::key).distinct().toList()) {
        assertThat(found.stream().filter(r -> r.key().equals(key)))
            .extracting(r -> Long.parseLong(header(r, "ce_position")))
            .isSorted();
      }
      await().atMost(PATIENCE).until(() -> relay.backlog() == 0);
    }
  }

  @Test
  void one_of_two_publishes() {
    var other = new TestStore(store.database());
    try (var first = relay(store);
        var second = relay(other)) {
      first.start();
      second.start();
      deposit(50);
      await().atMost(PATIENCE).until(() -> published().size() >= 50);

      assertThat(positions(published())).doesNotHaveDuplicates();
      assertThat(first.leading()).isNotEqualTo(second.leading());
      var leader = first.leading() ? first : second;
      var next = first.leading() ? second : first;

      leader.close();
      deposit(50);

      await().atMost(PATIENCE).until(() -> published().size() >= 100);
      assertThat(positions(published())).doesNotHaveDuplicates().hasSize(100);
      assertThat(next.leading()).isTrue();
    } finally {
      other.close();
    }
  }

  @Test
  void a_relay_without_a_broker_says_how_far_it_is_behind() {
    try (var relay =
        new Relay(
            service,
            store.engine(),
            TestStore.TYPES,
            Map.of("bootstrap.servers", "localhost:" + fr.vigie.embedded.Ports.free()),
            event -> Publication.of(Topics.RECORDS, "k", event))) {
      relay.start();
      deposit(20);

      await().atMost(PATIENCE).until(() -> relay.backlog() == 20);
    }
  }

  /// Repeats withdrawals on the compacted topic.
  private Relay selection(TestStore store) {
    return Relay.ofSelection(
        service,
        "status",
        store.engine(),
        TestStore.TYPES,
        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
        Set.of(Withdrawn.class),
        event -> {
          var gone = (Withdrawn) event.payload();
          return new Publication(
              Topics.ACCOUNT_STATUS,
              service + ":" + gone.account(),
              Integer.toString(gone.amount()));
        });
  }

  private List<String> repeated() {
    return read(Topics.ACCOUNT_STATUS).stream()
        .filter(r -> r.key().startsWith(service))
        .map(ConsumerRecord::value)
        .toList();
  }

  @Test
  void a_relay_of_a_selection_repeats_what_it_selects_beside_the_relay_of_everything() {
    deposit(20);
    try (var everything = relay(store);
        var selection = selection(store)) {
      everything.start();
      selection.start();
      withdraw(3);
      await().atMost(PATIENCE).until(() -> repeated().size() >= 1);
      deposit(20);
      withdraw(10);
      withdraw(17);
      await().atMost(PATIENCE).until(() -> repeated().size() >= 3);
      await().atMost(PATIENCE).until(() -> published().size() >= 43);

      assertThat(repeated()).containsExactly("3", "10", "17");
      await().atMost(PATIENCE).until(() -> selection.backlog() == 0);
    }
  }

  @Test
  void what_a_selection_passes_over_is_not_read_again_for_ever() {
    try (var selection = selection(store)) {
      selection.start();
      deposit(3);

      await().atMost(PATIENCE).until(() -> selection.backlog() == 0);

      assertThat(repeated()).isEmpty();
    }
  }
}
