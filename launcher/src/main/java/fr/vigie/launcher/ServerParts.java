package fr.vigie.launcher;

import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.PostgresServer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// PostgreSQL and Kafka under supervision.
final class ServerParts {

  private ServerParts() {}

  /// PostgreSQL on a folder.
  static final class Postgres extends Supervised {

    private final Path folder;
    private final int port;
    private volatile @Nullable PostgresServer server;

    Postgres(Path folder, int port) {
      super(Part.POSTGRESQL);
      this.folder = folder;
      this.port = port;
    }

    PostgresServer server() {
      return Objects.requireNonNull(server, "PostgreSQL has not been started");
    }

    @Override
    @Nullable ChildProcess process() {
      var running = server;
      return running == null ? null : running.process();
    }

    @Override
    void start() {
      var running = server;
      if (running == null) {
        server = PostgresServer.start(folder, port);
      } else {
        running.restart();
      }
    }

    @Override
    void stop() {
      var running = server;
      if (running != null) {
        running.close();
      }
    }
  }

  /// Kafka on a folder.
  static final class Kafka extends Supervised {

    private final Path folder;
    private final int port;
    private volatile @Nullable KafkaServer server;

    Kafka(Path folder, int port) {
      super(Part.KAFKA);
      this.folder = folder;
      this.port = port;
    }

    KafkaServer server() {
      return Objects.requireNonNull(server, "Kafka has not been started");
    }

    @Override
    @Nullable ChildProcess process() {
      var running = server;
      return running == null ? null : running.process();
    }

    @Override
    void start() {
      var running = server;
      if (running == null) {
        server = KafkaServer.start(folder, port);
      } else {
        running.restart();
      }
    }

    @Override
    void stop() {
      var running = server;
      if (running != null) {
        running.close();
      }
    }
  }
}
