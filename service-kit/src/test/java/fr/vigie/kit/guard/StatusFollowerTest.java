package fr.vigie.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.Topics;
import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.embedded.KafkaServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a broker of its own, which is stopped, killed and started again (ATTACKS 30).
class StatusFollowerTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// A short bound, so that the test need not wait; the machine may be slow.
  private record Settings() implements GuardSettings {
    @Override
    public Duration bound() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration tokenLife() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration startPatience() {
      return PATIENCE;
    }
  }

  @TempDir static Path folder;
  private static KafkaServer kafka;
  private static KafkaProducer<String, String> producer;

  private final ActingTable table = new ActingTable();
  private final List<ActingStatus> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger faults = new AtomicInteger();
  private final Listeners listeners = new Listeners(List.of(this::hear));
  private final String account = "account-" + UUID.randomUUID();
  private @Nullable StatusFollower follower;

  private void hear(ActingStatus status) {
    if (status.target().equals(account)) {
      if (faults.getAndDecrement() > 0) {
        throw new IllegalStateException("the listener's database is away");
      }
      heard.add(status);
    }
  }

  @BeforeAll
  static void start_a_broker() {
    kafka = KafkaServer.start(folder, 0);
    kafka.createTopics(Topics.ALL);
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void stop_the_broker() {
    producer.close(Duration.ZERO);
    kafka.close();
  }

  @AfterEach
  void stop() {
    if (follower != null) {
      follower.close();
    }
    listeners.close();
  }

  private StatusFollower follow() {
    var started =
        new StatusFollower(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new Settings(),
            table,
            listeners,
            Clock.systemUTC());
    follower = started;
    started.start();
    assertThat(started.awaitComplete(PATIENCE)).isTrue();
    return started;
  }

  private void say(boolean frozen, long position) throws Exception {
    say(
        ActingStatus.key("account", account),
        """
        {"scope":"account","target":"%s","frozen":%s,"cause":null,
        "since":"2026-01-05T09:00:00Z","position":%d,"word-of-a-later-version":1}
        """
            .formatted(account, frozen, position));
  }

  private static void say(String key, String value) throws Exception {
    producer.send(new ProducerRecord<>(Topics.ACCOUNT_STATUS, key, value)).get();
  }

  private Verdict verdict() {
    return table.of(account, null, null);
  }

  @Test
  void knows_what_was_said_before_it_began_and_hears_what_comes() throws Exception {
    say(true, 4);
    follow();
    assertThat(verdict()).isEqualTo(Verdict.FROZEN);

    say(true, 3);
    say(false, 5);

    await().atMost(PATIENCE).until(() -> verdict() == Verdict.MAY_ACT);
    await().atMost(PATIENCE).until(() -> heard.size() == 2);
    assertThat(heard).extracting(ActingStatus::position).containsExactly(4L, 5L);
  }

  @Test
  void a_listener_that_fails_is_told_again() throws Exception {
    faults.set(2);
    follow();

    say(true, 4);

    await().atMost(PATIENCE).until(() -> heard.size() == 1);
    assertThat(verdict()).isEqualTo(Verdict.FROZEN);
  }

  @Test
  void what_cannot_be_read_is_taken_for_a_freeze_until_something_can() throws Exception {
    follow();

    say(ActingStatus.key("account", account), "{not json");
    say("no-key-of-ours", "{}");
    say("planet:mars", "{}");

    await().atMost(PATIENCE).until(() -> verdict() == Verdict.FROZEN);

    say(false, 5);

    await().atMost(PATIENCE).until(() -> verdict() == Verdict.MAY_ACT);
  }

  @Test
  void a_session_that_ended_is_over_for_a_guard_that_starts_later_too() throws Exception {
    var session = UUID.randomUUID().toString();
    var event =
        new ProducerRecord<>(
            Topics.IDENTITY,
            account,
            """
            {"account":"%s","session":"%s","cause":"signed-out"}
            """
                .formatted(account, session));
    event.headers().add("ce_type", "identity.session-ended.v1".getBytes(StandardCharsets.UTF_8));
    producer.send(event).get();
    producer.send(new ProducerRecord<>(Topics.IDENTITY, account, "no event at all")).get();

    follow();

    assertThat(table.of(account, session, "FT")).isEqualTo(Verdict.SESSION_ENDED);
  }

  @Test
  void cut_off_it_knows_that_it_does_not_know_and_is_back_by_itself() throws Exception {
    var following = follow();
    assertThat(following.isUpToDate()).isTrue();

    signal("-STOP");
    await().atMost(PATIENCE).until(() -> !following.isUpToDate());
    signal("-CONT");
    await().atMost(PATIENCE).until(following::isUpToDate);

    kafka.process().kill();
    await().atMost(PATIENCE).until(() -> !following.isUpToDate());
    kafka.restart();
    say(true, 9);
    await().atMost(PATIENCE).until(following::isUpToDate);

    await().atMost(PATIENCE).until(() -> verdict() == Verdict.FROZEN);
  }

  @Test
  void before_it_is_complete_it_knows_nothing() {
    var unheard =
        new StatusFollower(
            Map.of("bootstrap.servers", "localhost:" + fr.vigie.embedded.Ports.free()),
            new Settings(),
            table,
            listeners,
            Clock.systemUTC());
    follower = unheard;
    unheard.start();

    assertThat(unheard.awaitComplete(Duration.ofMillis(300))).isFalse();
    assertThat(unheard.isUpToDate()).isFalse();
  }

  private static void signal(String signal) throws IOException, InterruptedException {
    var pid = Long.toString(kafka.process().pid());
    assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
  }
}
