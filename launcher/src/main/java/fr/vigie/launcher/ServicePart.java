package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A service of ours in a JVM of its own, small on purpose: eight of them fit on a laptop.
final class ServicePart extends Supervised {

  // Generous: a busy machine with two cores starts seven processes at once.
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long LARGE_LOG = 10_000_000;

  private final HttpClient http;
  private final Installation installation;
  private final URI readiness;
  private volatile @Nullable ChildProcess process;

  ServicePart(Part part, Installation installation, int offset, HttpClient http) {
    super(part);
    this.http = http;
    this.installation = installation;
    this.readiness =
        URI.create("http://localhost:" + part.managementPort(offset) + "/q/health/ready");
  }

  @Override
  @Nullable ChildProcess process() {
    return process;
  }

  @Override
  void start() {
    var log = installation.log(part().title());
    setAside(log);
    var application = installation.application(part());
    var started =
        ChildProcess.start(
            part().title(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsmallrye.config.locations=" + installation.settings(part()).toUri(),
                "-jar",
                application.resolve("quarkus-run.jar").toString()),
            log);
    process = started;
    var end = System.nanoTime() + START_PATIENCE.toNanos();
    while (!isReady(http, readiness)) {
      if (hasEnded(started)) {
        throw new CannotStartException(
            "%s ended while it started; the reason stands in %s.".formatted(part().title(), log));
      }
      if (System.nanoTime() > end) {
        throw new CannotStartException(
            "%s was not ready after %d minutes; its log is %s."
                .formatted(part().title(), START_PATIENCE.toMinutes(), log));
      }
    }
  }

  @Override
  void stop() {
    var running = process;
    if (running != null) {
      running.stop(STOP_PATIENCE);
    }
  }

  /// Whether a service says that it is ready for requests.
  static boolean isReady(HttpClient http, URI readiness) {
    try {
      var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean hasEnded(ChildProcess process) {
    try {
      var _ = process.ended().get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void setAside(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
