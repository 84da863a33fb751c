package fr.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.contracts.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

  @TempDir Path folder;

  @Test
  void keeps_what_was_acknowledged_when_killed() throws ExecutionException, InterruptedException {
    try (var server = KafkaServer.start(folder, 0)) {
      server.createTopics(Topics.ALL);
      produce(server, 100);

      server.process().kill();
      server.restart();
      server.createTopics(Topics.ALL);

      assertThat(consume(server, 100)).hasSize(100).startsWith("0").endsWith("99");
    }
  }

  @Test
  void says_which_port_is_in_use() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> KafkaServer.start(folder, taken.getLocalPort()))
          .isInstanceOf(CannotStartException.class)
          .hasMessage("Port %d, which Kafka needs, is in use.".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void says_that_the_data_folder_is_damaged() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/meta.properties"), "version=nonsense\n");

    assertThatThrownBy(() -> KafkaServer.start(folder, 0))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("seems damaged")
        .hasMessageContaining(folder.resolve("data").toString());
  }

  private static void produce(KafkaServer server, int count)
      throws ExecutionException, InterruptedException {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", server.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      for (var n = 0; n < count; n++) {
        producer.send(new ProducerRecord<>(Topics.RECORDS, 0, "key", Integer.toString(n))).get();
      }
    }
  }

  private static List<String> consume(KafkaServer server, int count) {
    var found = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                server.bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false"),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(Topics.RECORDS, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (found.size() < count) {
        consumer.poll(Duration.ofSeconds(5)).forEach(kept -> found.add(kept.value()));
      }
    }
    return found;
  }
}
