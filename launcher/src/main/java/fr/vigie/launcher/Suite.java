package fr.vigie.launcher;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.KafkaServer;
import fr.vigie.embedded.Ports;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.embedded.Secrets;
import fr.vigie.launcher.Supervised.State;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Everything that runs on one machine: started in parallel where nothing depends on the other,
/// watched, started again when it dies, stopped in reverse.
final class Suite {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  // After so long in health an end counts as the first again.
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private final Installation installation;
  private final int offset;
  private final Terminal terminal;
  private final Secrets secrets;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerPart<PostgresServer> postgres;
  private final ServerPart<KafkaServer> kafka;
  private final List<Supervised> services = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String state = "starting";
  private volatile boolean stopping;

  /// @param without services that are left out; a developer's means while some are not built
  Suite(Installation installation, int offset, List<String> without, Terminal terminal) {
    this.installation = installation;
    this.offset = offset;
    this.terminal = terminal;
    this.secrets = new Secrets(installation.secrets());
    this.postgres =
        new ServerPart<>(
            Part.POSTGRESQL,
            () ->
                PostgresServer.start(
                    installation.data().resolve("postgresql"), Part.POSTGRESQL.port(offset)));
    this.kafka =
        new ServerPart<>(
            Part.KAFKA,
            () -> KafkaServer.start(installation.data().resolve("kafka"), Part.KAFKA.port(offset)));
    for (var part : Part.values()) {
      if (part.isService() && !without.contains(part.title())) {
        services.add(new ServicePart(part, installation, offset, http));
      }
    }
  }

  Secrets secrets() {
    return secrets;
  }

  /// Starts everything. Returns when every part is ready.
  ///
  /// @throws CannotStartException in one sentence; what was started stays for [#stop]
  void start() {
    checkBuilt();
    checkPorts();
    note();
    inParallel(List.of(postgres, kafka), this::startFirst);
    terminal.say("PostgreSQL and Kafka are ready.");
    var topics = CompletableFuture.runAsync(() -> kafka.server().createTopics(Topics.ALL), threads);
    migrate();
    join(topics);
    terminal.say("Databases and topics are as they should be; the services start.");
    inParallel(services, this::startFirst);
  }

  /// From now on the status says so.
  void announce(String next) {
    state = next;
    note();
  }

  /// Stops everything, services first. May be called at any time, and again.
  void stop() {
    stopping = true;
    announce("stopping");
    inParallel(services, Suite::stopOne);
    stopOne(kafka);
    stopOne(postgres);
    announce("stopped");
    threads.shutdownNow();
  }

  private static void stopOne(Supervised one) {
    one.stop();
    one.enter(State.STOPPED);
  }

  private List<Supervised> all() {
    var all = new ArrayList<Supervised>(List.of(postgres, kafka));
    all.addAll(services);
    return all;
  }

  private void checkBuilt() {
    for (var service : services) {
      var jar = installation.application(service.part()).resolve("quarkus-run.jar");
      if (Files.notExists(jar)) {
        throw new CannotStartException(
            "%s is not built: %s is missing.".formatted(service.part().title(), jar));
      }
    }
  }

  private void checkPorts() {
    for (var one : all()) {
      var part = one.part();
      var needed = new ArrayList<>(List.of(part.port(offset)));
      if (part.isService()) {
        needed.add(part.managementPort(offset));
      } else if (part == Part.KAFKA) {
        needed.add(part.port(offset) + 1);
      }
      for (var port : needed) {
        if (!Ports.isFree(port)) {
          throw new CannotStartException(
              "Port %d, which %s needs, is in use.".formatted(port, part.title()));
        }
      }
    }
  }

  private void migrate() {
    var names = services.stream().map(service -> service.part().database().orElseThrow()).toList();
    var databases = postgres.server().databases(names);
    var settings = new Settings(secrets, offset, installation.outbox());
    for (var service : services) {
      var part = service.part();
      var database = of(databases, part);
      settings.write(part, database, installation.settings(part));
      Migrations.run(part, installation.application(part), database);
    }
  }

  private static Database of(List<Database> databases, Part part) {
    var name = part.database().orElseThrow();
    return databases.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private void startFirst(Supervised one) {
    if (stopping) {
      return;
    }
    one.start();
    one.enter(State.READY);
    note();
    threads.execute(() -> watch(one));
  }

  private void watch(Supervised one) {
    var pause = FIRST_PAUSE;
    while (!stopping) {
      var process = one.process();
      if (process == null) {
        return;
      }
      var since = System.nanoTime();
      var code = process.ended().join();
      if (stopping) {
        return;
      }
      if (System.nanoTime() - since > HEALTHY.toNanos()) {
        pause = FIRST_PAUSE;
      }
      one.enter(State.RESTARTING);
      note();
      terminal.say(
          "%s ended (exit code %d); it is started again in %d s."
              .formatted(one.part().title(), code, pause.toSeconds()));
      if (!sleep(pause)) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      restart(one);
    }
  }

  private void restart(Supervised one) {
    try {
      one.start();
      if (stopping) {
        one.stop();
        return;
      }
      one.enter(State.READY);
      note();
      terminal.say(one.part().title() + " is ready again.");
    } catch (CannotStartException e) {
      one.stop();
      terminal.say(e.sentence());
    }
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void note() {
    var own = ProcessHandle.current();
    var parts =
        all().stream()
            .map(one -> {
              var process = one.process();
              return new Status.PartStatus(
                  one.part().title(),
                  one.state().word(),
                  process == null || !process.isAlive() ? null : process.pid(),
                  one.part().port(offset),
                  one.part().url(offset));
            })
            .toList();
    new Status(state, own.pid(), Status.startedAt(own), offset, parts)
        .write(installation.statusFile());
  }

  /// Does this to all of them at once. Ends with the last, or with the first that fails.
  private void inParallel(List<? extends Supervised> parts, Consumer<Supervised> deed) {
    var done = new CompletableFuture<Void>();
    var all =
        parts.stream()
            .map(part -> CompletableFuture.runAsync(() -> deed.accept(part), threads))
            .toArray(CompletableFuture<?>[]::new);
    for (var one : all) {
      var _ =
          one.whenComplete((_, fault) -> {
            if (fault != null) {
              done.completeExceptionally(fault);
            }
          });
    }
    var _ = CompletableFuture.allOf(all).whenComplete((_, _) -> done.complete(null));
    join(done);
  }

  private static void join(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CannotStartException refusal) {
        throw refusal;
      }
      throw e;
    }
  }
}
