package fr.vigie.bench;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.Ports;
import fr.vigie.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// What a bench of a service plays on: a PostgreSQL and a Kafka broker of its own, and built
/// services, each a process of its own on free ports. Closing it ends them all, last started first,
/// and leaves nothing behind.
///
/// ```java
/// try (var stage = Stage.open()) {
///   var database = stage.database("lockout");
///   var lockout = stage.start("lockout-service", database, Map.of("vigie...", "..."));
///   // requests go to lockout.url(); lockout.process().pid() for Cpu
/// }
/// ```
///
/// Several replicas of one service share its database: start it again.
final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> LARGE = List.of("-Xmx512m");

  private static final List<String> JVM =
      List.of(
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// A service that answers.
  ///
  /// @param url without a slash at its end
  record Service(String url, ChildProcess process) {}

  private final Path folder;
  private final boolean kept;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final Deque<ChildProcess> services = new ArrayDeque<>();

  /// Where a bench is broken off, the folder would stay, with gigabytes in it.
  private final Thread brokenOff = Thread.ofPlatform().unstarted(this::end);

  private Stage(Path folder, boolean kept, PostgresServer postgres, KafkaServer kafka) {
    this.folder = folder;
    this.kept = kept;
    this.postgres = postgres;
    this.kafka = kafka;
  }

  /// Starts the servers, with every topic there is.
  static Stage open() throws IOException {
    return open(Files.createTempDirectory("vigie-bench"), false);
  }

  /// The same, on what an earlier run has left in a folder, and leaves there.
  static Stage kept(Path folder) throws IOException {
    return open(Files.createDirectories(folder), true);
  }

  private static Stage open(Path folder, boolean kept) throws IOException {
    var postgres = PostgresServer.start(Files.createDirectories(folder.resolve("postgres")), 0);
    var kafka = KafkaServer.start(Files.createDirectories(folder.resolve("kafka")), 0);
    kafka.createTopics(Topics.ALL);
    var stage = new Stage(folder, kept, postgres, kafka);
    Runtime.getRuntime().addShutdownHook(stage.brokenOff);
    return stage;
  }

  PostgresServer postgres() {
    return postgres;
  }

  KafkaServer kafka() {
    return kafka;
  }

  /// A new database with its two roles; the first service started on it migrates it.
  Database database(String name) {
    return postgres.databases(List.of(name)).getFirst();
  }

  /// Starts a built service and waits until it is ready.
  ///
  /// @param module as in `lockout-service`, built in the folder the bench runs in
  /// @param settings whatever it needs beside addresses, database and brokers; they come last
  Service start(String module, Database database, Map<String, String> settings) {
    return start(module, database, settings, LARGE);
  }

  /// The same, with a heap of one's own.
  ///
  /// @param heap words of the JVM, as of a [Container]
  Service start(String module, Database database, Map<String, String> settings, List<String> heap) {
    var jar = Path.of(module, "target", "quarkus-app", "quarkus-run.jar");
    if (Files.notExists(jar)) {
      throw new CannotStartException(
          module + " is not built: there is no " + jar.toAbsolutePath() + ".");
    }
    var name = module + "-" + services.size();
    var port = Ports.free();
    var management = Ports.free();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(heap);
    command.addAll(JVM);
    command.add(
        "-Dsmallrye.config.locations="
            + write(name, common(database, port, management), settings).toUri());
    command.addAll(List.of("-jar", jar.toString()));
    var process = ChildProcess.start(name, command, folder.resolve(name + ".log"));
    services.push(process);
    awaitReady(process, URI.create("http://localhost:" + management + "/q/health/ready"));
    return new Service("http://localhost:" + port, process);
  }

  private Properties common(Database database, int port, int management) {
    var common = new Properties();
    common.setProperty("quarkus.http.host", "127.0.0.1");
    common.setProperty("quarkus.http.port", Integer.toString(port));
    common.setProperty("quarkus.management.host", "127.0.0.1");
    common.setProperty("quarkus.management.port", Integer.toString(management));
    common.setProperty("quarkus.datasource.username", database.service().user());
    common.setProperty("quarkus.datasource.password", database.service().password());
    common.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
    common.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
    common.setProperty("kafka.bootstrap.servers", kafka.bootstrapServers());
    // Migrated by the service as the owner; only here does one process hold both logins.
    common.setProperty("quarkus.flyway.migrate-at-start", "true");
    common.setProperty("quarkus.flyway.jdbc-url", database.jdbcUrl());
    common.setProperty("quarkus.flyway.username", database.owner().user());
    common.setProperty("quarkus.flyway.password", database.owner().password());
    common.setProperty("quarkus.flyway.placeholders.service_role", database.service().user());
    return common;
  }

  private Path write(String name, Properties common, Map<String, String> settings) {
    settings.forEach(common::setProperty);
    try {
      var file =
          Files.createFile(
              fresh(folder.resolve(name + ".properties")),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newBufferedWriter(file)) {
        common.store(out, null);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path fresh(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file;
  }

  private static void awaitReady(ChildProcess process, URI readiness) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    try (var http = HttpClient.newHttpClient()) {
      while (!isReady(http, readiness)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new CannotStartException(
              process.name() + " is not ready: " + lastWords(process.log()));
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException(process.name() + " was not awaited: interrupted", e);
    }
  }

  private static boolean isReady(HttpClient http, URI readiness) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static String lastWords(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException _) {
      return "it has said nothing";
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(brokenOff);
    end();
  }

  private void end() {
    services.forEach(ChildProcess::close);
    kafka.close();
    postgres.close();
    if (kept) {
      return;
    }
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
