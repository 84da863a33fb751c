package fr.vigie.records;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.testkit.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A database server and a broker that a test may kill.
public final class OwnServers implements QuarkusTestResourceLifecycleManager {

  /// How many events may wait for Kafka, so that a test need not wait for 100,000.
  public static final int BOUND = 40;

  private static @Nullable PostgresServer postgres;
  private static @Nullable KafkaServer kafka;

  /// The database server.
  public static PostgresServer postgres() {
    return Objects.requireNonNull(postgres);
  }

  /// The broker.
  public static KafkaServer kafka() {
    return Objects.requireNonNull(kafka);
  }

  @Override
  public Map<String, String> start() {
    var server = PostgresServer.start(folder("postgres"), 0);
    postgres = server;
    var broker = KafkaServer.start(folder("kafka"), 0);
    kafka = broker;
    broker.createTopics(Topics.ALL);
    var database = TestServers.databaseOn(server, "records");
    var settings = new HashMap<String, String>();
    settings.put("quarkus.datasource.username", database.service().user());
    settings.put("quarkus.datasource.password", database.service().password());
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.flyway.migrate-at-start", "true");
    settings.put("quarkus.flyway.username", database.owner().user());
    settings.put("quarkus.flyway.password", database.owner().password());
    settings.put("quarkus.flyway.placeholders.service_role", database.service().user());
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    // Longer than it takes to fill the outbox: what happens past the guard's bound is its own test.
    settings.put("vigie.guard.bound", "2m");
    settings.put("vigie.records.outbox.bound", Integer.toString(BOUND));
    settings.put("vigie.records.outbox.import-patience", "2s");
    return settings;
  }

  @Override
  public void stop() {
    postgres().close();
    kafka().close();
  }

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory("vigie-own-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
