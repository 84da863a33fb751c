package fr.vigie.embedded;

import fr.vigie.contracts.Topics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// A Kafka broker on loopback, in a JVM of its own: KRaft, one node that is its own controller.
///
/// Its folder holds `data/`, `server.properties` and `server.log`. Topics are not made by
/// themselves: see [#createTopics].
public final class KafkaServer implements Server {

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final Path data;
  private final int port;
  private final int controllerPort;
  private ChildProcess process;

  private KafkaServer(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.port = port;
    this.controllerPort = controllerPort;
    this.process = launch();
  }

  /// Starts a broker on this folder, which is formatted the first time. Returns when it serves.
  ///
  /// @param port the port for clients, the next one being the controller's; 0 for any free ones
  /// @throws CannotStartException a port is in use, or the folder's data are damaged
  public static KafkaServer start(Path folder, int port) {
    try {
      var absolute = folder.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      return port == 0
          ? new KafkaServer(absolute, Ports.free(), Ports.free())
          : new KafkaServer(absolute, port, port + 1);
    } catch (IOException e) {
      throw new CannotStartException("Kafka's folder " + folder + " cannot be used: " + e, e);
    }
  }

  public int port() {
    return port;
  }

  /// Where everything lies that this server keeps.
  public Path folder() {
    return folder;
  }

  /// The address for clients.
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public void restart() {
    process.stop(Duration.ofSeconds(30));
    process = launch();
  }

  /// Makes those topics that are missing, one copy each.
  public void createTopics(Collection<Topics.Topic> topics) {
    try (var admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      for (var made :
          admin
              .createTopics(topics.stream().map(KafkaServer::asked).toList())
              .values()
              .entrySet()) {
        try {
          made.getValue().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new CannotStartException(
                "The topic " + made.getKey() + " cannot be made: " + e.getCause(), e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("The topics were not made: interrupted", e);
    }
  }

  private static NewTopic asked(Topics.Topic topic) {
    var settings =
        topic.compacted()
            ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
            : Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(30).toMillis()));
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(settings);
  }

  @Override
  public void close() {
    process.stop(Duration.ofSeconds(30));
  }

  private ChildProcess launch() {
    for (var needed : List.of(port, controllerPort)) {
      if (!Ports.isFree(needed)) {
        throw portInUse(needed);
      }
    }
    var log = folder.resolve("server.log");
    if (!Files.exists(data)) {
      format(log);
    }
    if (!Files.exists(data.resolve("meta.properties"))) {
      throw damaged("it has no file meta.properties");
    }
    var started =
        ChildProcess.start(
            "Kafka", java("kafka.Kafka", settings("server.properties", data).toString()), log);
    if (started.isReadyIn(
        START_PATIENCE, () -> started.printed().contains("Kafka Server started"))) {
      return started;
    }
    var alive = started.isAlive();
    started.kill();
    throw explain(started.printed(), alive, log);
  }

  private CannotStartException explain(String printed, boolean alive, Path log) {
    if (printed.contains("Address already in use")) {
      return portInUse(port);
    }
    if (printed.contains("Failed to acquire lock")) {
      return new CannotStartException(
          "Another Kafka broker runs on " + data + ": end it, then start again.");
    }
    if (alive) {
      return new CannotStartException(
          "Kafka was not ready after "
              + START_PATIENCE.toMinutes()
              + " minutes; its log is "
              + log
              + ".");
    }
    return damaged(lastWords(printed));
  }

  private static String lastWords(String printed) {
    return printed
        .lines()
        .filter(line -> line.contains("Exception") || line.contains("Error:"))
        .reduce((_, last) -> last)
        .map(line -> line.replaceFirst("^Caused by: ", "").strip())
        .orElse("it ended without a word");
  }

  private static CannotStartException portInUse(int port) {
    return new CannotStartException("Port " + port + ", which Kafka needs, is in use.");
  }

  private CannotStartException damaged(String why) {
    return new CannotStartException(
        "Kafka cannot use its data folder " + data + ", which seems damaged: " + why + ".");
  }

  private void format(Path log) {
    // Under another name first, so that a kill half-way leaves nothing that looks formatted.
    var draft = folder.resolve("data.new");
    PostgresBinaries.delete(draft);
    var format =
        ChildProcess.start(
            "Kafka's format",
            java(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                org.apache.kafka.common.Uuid.randomUuid().toString(),
                "--config",
                settings("format.properties", draft).toString()),
            log);
    var gone = format.isGoneIn(START_PATIENCE);
    format.kill();
    if (!gone || format.ended().join() != 0) {
      throw new CannotStartException(
          "Kafka cannot make its data folder " + data + ": " + lastWords(format.printed()));
    }
    try {
      Files.delete(folder.resolve("format.properties"));
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path settings(String name, Path logs) {
    var text =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://localhost:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        num.partitions=3
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=6
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=6
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.cleaner.dedupe.buffer.size=20971520
        """
            .formatted(port, controllerPort, logs.toString().replace("\\", "\\\\"));
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> java(String main, String... arguments) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
                "-cp",
                classPath(),
                main));
    line.addAll(List.of(arguments));
    return line;
  }

  /// The broker's jars, as the build resolved them.
  private static String classPath() {
    try (var in = KafkaServer.class.getResourceAsStream("broker.classpath")) {
      if (in == null) {
        throw new CannotStartException("This build lists no Kafka jars: build it with Maven.");
      }
      var found = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var jar : found.split(File.pathSeparator, -1)) {
        if (!Files.exists(Path.of(jar))) {
          throw new CannotStartException("Kafka's jar " + jar + " is gone: build again.");
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
