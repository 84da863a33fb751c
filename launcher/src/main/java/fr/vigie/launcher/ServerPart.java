package fr.vigie.launcher;

import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.Server;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// PostgreSQL or Kafka under supervision.
final class ServerPart<S extends Server> extends Supervised {

  private final Supplier<S> first;
  private volatile @Nullable S server;

  /// @param first starts it the first time
  ServerPart(Part part, Supplier<S> first) {
    super(part);
    this.first = first;
  }

  S server() {
    return Objects.requireNonNull(server, () -> part().title() + " has not been started");
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
      server = first.get();
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
