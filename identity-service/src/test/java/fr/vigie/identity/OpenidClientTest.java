package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// An application that others wrote: npm's openid-client, run by Node, where there is one and
/// openid-client can be had.
@QuarkusTest
class OpenidClientTest extends ServiceTest {

  private static final Path SOURCES = Path.of("src/test/relying-party");
  private static final Path FOLDER = Path.of("target/relying-party");

  // Its clock stands a little behind ours, so that a slow machine does not make it run ahead.
  private static final Duration BEHIND = Duration.ofSeconds(20);

  @Test
  void openid_client_goes_the_whole_way() throws Exception {
    assumeTrue(isInstalled(), "No Node here, or no openid-client to be had: skipped.");
    var alice = anAdvisor("alice");
    var process = started(List.of("node", "walk.js"), environment());
    try (var out = process.inputReader();
        var in = process.outputWriter()) {
      var browser = browser();
      var to = out.readLine();
      assertThat(to).as(errors()).startsWith(base() + "/authorize?");
      var page = browser.follow(browser.get(to));
      in.write(Browser.location(application().signIn(browser, alice, page)) + "\n");
      in.flush();
      var said = out.readLine();
      assertThat(said).as(errors()).isNotNull();

      assertThat(new JsonObject(said))
          .isEqualTo(
              new JsonObject()
                  .put("type", "dpop")
                  .put("sub", alice.account().toString())
                  .put("acr", "urn:vigie:acr:two-factor")
                  .put("amr", new JsonArray().add("pwd").add("otp").add("mfa"))
                  .put("name", alice.login())
                  .put("bound", true)
                  .put("before", true)
                  .put("after", false));
    } finally {
      process.destroyForcibly();
    }
  }

  private Map<String, String> environment() {
    var skew = Duration.between(Clock.systemUTC().instant(), TestClock.NOW.instant()).minus(BEHIND);
    return Map.of(
        "ISSUER",
        base(),
        "CLIENT_ID",
        "web-front",
        "CLIENT_SECRET",
        FakeLockout.CLIENT_SECRET,
        "CALLBACK",
        FakeLockout.CALLBACK,
        "SKEW",
        Long.toString(skew.toSeconds()));
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (var name : List.of("package.json", "package-lock.json", ".npmrc", "walk.js")) {
      Files.copy(SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      var npm = started(List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of());
      if (!npm.waitFor(3, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        return false;
      }
      return npm.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static Process started(List<String> words, Map<String, String> environment)
      throws IOException {
    var builder =
        new ProcessBuilder(words)
            .directory(FOLDER.toFile())
            .redirectError(FOLDER.resolve("errors.log").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String errors() throws IOException {
    return Files.readString(FOLDER.resolve("errors.log"));
  }
}
