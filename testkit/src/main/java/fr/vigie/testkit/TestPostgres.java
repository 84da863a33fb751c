package fr.vigie.testkit;

import fr.vigie.embedded.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// A database for a `@QuarkusTest`: the service runs as `<db>_service`, Flyway migrates as
/// `<db>_owner`. Argument `database`: how its name begins.
///
/// ```java
/// @WithTestResource(value = TestPostgres.class,
///     initArgs = @ResourceArg(name = "database", value = "records"))
/// ```
public final class TestPostgres implements QuarkusTestResourceLifecycleManager {

  private String name = "test";

  @Override
  public void init(Map<String, String> arguments) {
    name = arguments.getOrDefault("database", name);
  }

  @Override
  public Map<String, String> start() {
    return settings(TestServers.database(name));
  }

  static Map<String, String> settings(Database database) {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.datasource.username", database.service().user());
    settings.put("quarkus.datasource.password", database.service().password());
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.flyway.migrate-at-start", "true");
    settings.put("quarkus.flyway.username", database.owner().user());
    settings.put("quarkus.flyway.password", database.owner().password());
    settings.put("quarkus.flyway.placeholders.service_role", database.service().user());
    return settings;
  }

  /// The server stays for the next test; its databases go with it.
  @Override
  public void stop() {}
}
