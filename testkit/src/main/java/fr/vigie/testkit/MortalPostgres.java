package fr.vigie.testkit;

import fr.vigie.embedded.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// As [TestPostgres], on a server of the test's own that may be killed and restarted.
public final class MortalPostgres implements QuarkusTestResourceLifecycleManager {

  private static volatile @Nullable PostgresServer server;

  private final Path folder = TestServers.folder("mortal");
  private String name = "test";

  /// The server, dead or alive.
  public static PostgresServer server() {
    return Objects.requireNonNull(server, "not started");
  }

  @Override
  public void init(Map<String, String> arguments) {
    name = arguments.getOrDefault("database", name);
  }

  @Override
  public Map<String, String> start() {
    var started = PostgresServer.start(folder, 0);
    server = started;
    return TestPostgres.settings(TestServers.databaseOn(started, name));
  }

  @Override
  public void stop() {
    server().close();
    TestServers.delete(folder);
  }
}
