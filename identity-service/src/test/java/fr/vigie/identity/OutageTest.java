package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.embedded.PostgresServer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The database goes away and comes back.
@QuarkusTest
@WithTestResource(OutageTest.Mortal.class)
@WithTestResource(TestKafka.class)
@WithTestResource(FakeLockout.class)
class OutageTest {

  @Inject fr.vigie.identity.platform.IdentitySettings settings;

  @Test
  void without_its_database_it_lets_nobody_in_and_says_so() {
    var base = settings.url().toString();
    var browser = new Browser(base);
    var application = new Application(base);
    var authorize = application.request().build().toURI().toString();
    var page = browser.follow(browser.get(authorize));

    Mortal.server().process().kill();

    var password = Application.password(browser, page, "alice", Person.PASSWORD);
    var begun = new Browser(base).get(authorize);
    var resumed = browser.get("/authorize/resume?request=x");
    var token =
        browser.postRaw(
            "/token",
            "grant_type=refresh_token&refresh_token=x",
            "Authorization",
            "Basic "
                + java.util.Base64.getEncoder()
                    .encodeToString(
                        ("web-front:" + FakeLockout.CLIENT_SECRET)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    browser.cookies.put("__Host-vigie-session", "x");
    var out = browser.get("/logout");

    assertThat(password.statusCode()).isEqualTo(503);
    assertThat(begun.statusCode()).isEqualTo(503);
    assertThat(resumed.statusCode()).isEqualTo(503);
    assertThat(token.statusCode()).isEqualTo(503);
    assertThat(token.body()).contains("temporarily_unavailable");
    assertThat(out.statusCode()).isEqualTo(503);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-journey");

    Mortal.server().restart();

    HttpResponse<String> back = new Browser(base).get(authorize);
    for (var tries = 0; back.statusCode() == 503 && tries < 100; tries++) {
      back = new Browser(base).get(authorize);
    }
    assertThat(back.statusCode()).isEqualTo(303);
  }

  /// A database server of this test's own, to be killed.
  public static final class Mortal implements QuarkusTestResourceLifecycleManager {

    private static @Nullable PostgresServer server;

    private Path folder = Path.of("");

    static PostgresServer server() {
      if (server == null) {
        throw new IllegalStateException("not started");
      }
      return server;
    }

    @Override
    public Map<String, String> start() {
      try {
        folder = Files.createTempDirectory("vigie-mortal");
        server = PostgresServer.start(folder, 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var database = TestServers.databaseOn(server(), "identity");
      TestServers.migrate(database, "db/event-store", "db/identity");
      var settings = new HashMap<String, String>();
      settings.put("quarkus.datasource.username", database.service().user());
      settings.put("quarkus.datasource.password", database.service().password());
      settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
      settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
      return settings;
    }

    @Override
    public void stop() {
      server().close();
      try (var all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
