package fr.vigie.testkit;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL and one Kafka broker for all tests of this JVM, started when first asked for and
/// ended with it.
public final class TestServers {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer postgres;
  private static @Nullable KafkaServer kafka;

  private TestServers() {}

  /// The server, running.
  public static synchronized PostgresServer postgres() {
    if (postgres == null) {
      var folder = folder("postgres");
      var started = PostgresServer.start(folder, 0);
      atExit(started, folder);
      postgres = started;
    }
    return postgres;
  }

  /// The broker, running, with every topic there is.
  public static synchronized KafkaServer kafka() {
    if (kafka == null) {
      var folder = folder("kafka");
      var started = KafkaServer.start(folder, 0);
      atExit(started, folder);
      started.createTopics(Topics.ALL);
      kafka = started;
    }
    return kafka;
  }

  /// A new, empty database with its two roles.
  ///
  /// @param name how its name begins
  public static Database database(String name) {
    return databaseOn(postgres(), name);
  }

  /// A new, empty database with its two roles on a server of the test's own.
  public static Database databaseOn(PostgresServer server, String name) {
    var unique = name + "_" + DATABASES.incrementAndGet();
    return server.databases(List.of(unique)).getFirst();
  }

  /// Runs migrations as the owner.
  ///
  /// @param locations for example `db/event-store`
  public static void migrate(Database database, String... locations) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations(locations)
        .placeholders(Map.of("service_role", database.service().user()))
        .load()
        .migrate();
  }

  /// A folder of the test's own, gone with the JVM.
  static Path folder(String name) {
    try {
      return Files.createTempDirectory("vigie-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atExit(AutoCloseable server, Path folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                server.close();
              } catch (Exception _) {
                // It ends with this process in any case.
              }
              delete(folder);
            }));
  }

  /// Deletes what is there; what cannot be deleted stays for the system's own cleaning.
  static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      // Left to the system.
    }
  }
}
