package fr.vigie.audit.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.siem.SiemSettings.Form;
import fr.vigie.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log handed on to a file, an HTTP door and a topic.
class ForwardingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEAVES = 250;
  private static final int BATCH = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestLog test = TestLog.create();
  private final Log log = test.writer();

  @TempDir Path folder;

  private void append(long from, long to) throws Exception {
    log.append(
        LongStream.rangeClosed(from, to).mapToObj(i -> Samples.disclosure(i).entry()).toList());
  }

  private Forwarding forwarding(Form form) {
    return new Forwarding(test.serviceSource(), form, BATCH);
  }

  private static void all(Forwarding forwarding, SiemTarget target) throws Exception {
    while (forwarding.forward(target)) {
      // there may be more
    }
  }

  private static List<Long> sequence(List<JsonNode> events) {
    return events.stream().map(event -> event.at("/metadata/sequence").asLong()).toList();
  }

  private static List<JsonNode> read(List<String> lines) throws IOException {
    var events = new ArrayList<JsonNode>();
    for (var line : lines) {
      events.add(JSON.readTree(line));
    }
    return events;
  }

  @Test
  void a_file_gets_each_leaf_once_and_in_order_and_may_be_moved_away() throws Exception {
    var file = folder.resolve("events.ndjson");
    var target = new FileTarget(file);
    append(1, LEAVES);

    all(forwarding(Form.OCSF), target);
    Files.move(file, folder.resolve("yesterday.ndjson"));
    append(LEAVES + 1, LEAVES + 10);
    all(forwarding(Form.OCSF), target);

    assertThat(sequence(read(Files.readAllLines(folder.resolve("yesterday.ndjson")))))
        .isEqualTo(LongStream.range(0, LEAVES).boxed().toList());
    assertThat(sequence(read(Files.readAllLines(file))))
        .isEqualTo(LongStream.range(LEAVES, LEAVES + 10).boxed().toList());
  }

  @Test
  void a_door_that_was_away_gets_what_it_missed() throws Exception {
    var bodies = new CopyOnWriteArrayList<String>();
    var answers = new CopyOnWriteArrayList<>(List.of(503, 200, 500));
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/in",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var status = answers.isEmpty() ? 202 : answers.removeFirst();
          if (status < 300) {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
                .isEqualTo("Bearer x");
            bodies.add(body);
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try (var target =
        new HttpTarget(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/in"),
            Optional.of("Bearer x"),
            Form.CLOUDEVENTS,
            PATIENCE)) {
      append(1, LEAVES);
      var forwarding = forwarding(Form.CLOUDEVENTS);

      assertThatThrownBy(() -> all(forwarding, target)).hasMessageContaining("503");
      assertThatThrownBy(() -> all(forwarding, target)).hasMessageContaining("500");
      all(forwarding, target);
    } finally {
      server.stop(0);
    }

    var indexes = new ArrayList<String>();
    for (var body : bodies) {
      JSON.readTree(body)
          .forEach(event -> {
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("data").isObject()).isTrue();
            indexes.add(event.path("leafindex").asText());
          });
    }
    assertThat(indexes).isEqualTo(LongStream.range(0, LEAVES).mapToObj(Long::toString).toList());
  }

  @Test
  void a_topic_gets_each_leaf_under_its_actor() throws Exception {
    var topic = "siem-" + UUID.randomUUID();
    var brokers = Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
    try (var admin = Admin.create(Map.copyOf(brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    append(1, LEAVES);

    try (var target = new TopicTarget(topic, brokers, Form.OCSF, PATIENCE)) {
      all(forwarding(Form.OCSF), target);
    }

    var events = new ArrayList<JsonNode>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>copyOf(brokers),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (events.size() < LEAVES) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          var event = JSON.readTree(record.value());
          assertThat(record.key()).isEqualTo(event.at("/actor/user/uid").asText());
          events.add(event);
        }
      }
    }
    assertThat(sequence(events)).isEqualTo(LongStream.range(0, LEAVES).boxed().toList());
  }

  @Test
  void of_two_replicas_one_hands_on() throws Exception {
    append(1, BATCH);
    var taken = new ArrayList<String>();
    var other = forwarding(Form.OCSF);
    var during = new ArrayList<Boolean>();
    var target =
        new SiemTarget() {
          @Override
          public String name() {
            return "file";
          }

          @Override
          public void take(List<Line> lines) throws IOException, InterruptedException {
            lines.forEach(line -> taken.add(line.json()));
            try {
              during.add(other.forward(this));
            } catch (SQLException e) {
              throw new IOException(e);
            }
          }
        };

    all(forwarding(Form.OCSF), target);

    assertThat(taken).hasSize(BATCH);
    assertThat(during).containsOnly(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://siem.example/in", "ftp://localhost/in"})
  void nothing_leaves_this_machine_in_the_clear(String door) {
    assertThatThrownBy(
            () -> new HttpTarget(URI.create(door), Optional.empty(), Form.OCSF, PATIENCE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
