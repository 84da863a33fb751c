package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import fr.vigie.launcher.population.Population;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Starts everything on this machine and keeps it running.
@Command(name = "up", description = "Start everything on this machine; Ctrl-C (or down) stops it.")
final class UpCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Option(names = "--detach", description = "return when everything is ready, leave it running")
  private boolean detach;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "20000",
      description = "how many synthetic persons (default: 20000)")
  private int people;

  @Option(names = "--fresh", description = "begin with an empty data folder")
  private boolean fresh;

  /// Lets a second suite run beside the first.
  @Option(names = "--port-offset", hidden = true, defaultValue = "0")
  private int offset;

  /// Set where `--detach` started us: what people are told at the end is the other process's.
  @Option(names = "--supervised", hidden = true)
  private boolean supervised;

  /// While a service is being written, the others can be run without it.
  @Option(names = "--without", hidden = true, split = ",")
  private List<String> without = new ArrayList<>();

  // Whether the start was refused: then its one sentence has said all.
  private volatile boolean refused;

  @Override
  public Integer call() throws IOException {
    if (people < 0 || people > Population.MOST) {
      throw new CannotStartException("--people must lie between 0 and " + Population.MOST + ".");
    }
    var installation = java.util.Objects.requireNonNull(vigie).installation();
    var running = Status.running(installation.statusFile());
    if (running.isPresent()) {
      throw new CannotStartException(
          "Vigie is already running here (process %d): see ./vigie status, or ./vigie down."
              .formatted(running.get().pid()));
    }
    if (fresh) {
      installation.wipe();
    }
    installation.prepare();
    var terminal = Terminal.standard();
    return detach ? leaveRunning(installation, terminal) : supervise(installation, terminal);
  }

  private int supervise(Installation installation, Terminal terminal) throws IOException {
    try (var channel = channel(installation);
        var lock = lock(channel, installation)) {
      if (!lock.isValid()) {
        throw new IllegalStateException("a lock that was given is not held");
      }
      var began = System.nanoTime();
      var suite = new Suite(installation, offset, without, terminal);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(suite, terminal)));
      try {
        suite.start();
        suite.announce("loading");
        load(installation, suite, terminal);
        suite.announce("ready");
      } catch (CannotStartException e) {
        // Said now: the hook, which ends what was started, takes its time.
        refused = true;
        terminal.say(e.sentence());
        return Vigie.CANNOT_START;
      }
      terminal.say(
          "Everything is ready after %.1f s.".formatted((System.nanoTime() - began) / 1e9));
      if (!supervised) {
        welcome(installation, terminal);
      }
      // Until a signal comes, and the hook does the rest.
      new CountDownLatch(1).await();
      return Vigie.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Vigie.FAILED;
    }
  }

  private void end(Suite suite, Terminal terminal) {
    if (!refused) {
      terminal.say("Stopping ...");
    }
    suite.stop();
    if (!refused) {
      terminal.say("Stopped.");
    }
  }

  private void load(Installation installation, Suite suite, Terminal terminal) {
    if (without.contains(Part.IDENTITY.title()) || without.contains(Part.RECORDS.title())) {
      terminal.say("No population: a service that would hold it is left out.");
      return;
    }
    new PopulationImport(installation, offset, suite.secrets(), terminal).run(people);
  }

  private void welcome(Installation installation, Terminal terminal) {
    var demo = DemoAccounts.kept(installation.demoAccounts());
    terminal.say("");
    terminal.say("  " + Part.WEB_FRONT.url(offset));
    if (demo.isPresent()) {
      terminal.say("");
      terminal.say("  accounts   advisor-01 ... advisor-60, manager-01 ... manager-10,");
      terminal.say("             privacy-01, security-01 to -03, auditor-01, auditor-02,");
      terminal.say("             desk-01, desk-02, account-admin-01, account-admin-02");
      terminal.say("  password   " + demo.get().password());
      terminal.say("  code       ./vigie otp advisor-01");
    }
    terminal.say("");
  }

  /// The supervisor is a process of its own, in a session of its own.
  private int leaveRunning(Installation installation, Terminal terminal) throws IOException {
    var log = installation.log("supervisor");
    var from = Files.exists(log) ? Files.size(log) : 0;
    var process = supervisor(installation, log).start();
    process.getOutputStream().close();
    var abandon = Thread.ofPlatform().unstarted(() -> end(process));
    Runtime.getRuntime().addShutdownHook(abandon);
    var reader = new Follow(log, from, terminal);
    while (process.isAlive() && !isReady(installation, process.pid())) {
      reader.show();
      try {
        var _ = process.waitFor(100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Vigie.FAILED;
      }
    }
    reader.show();
    if (!process.isAlive()) {
      return process.exitValue();
    }
    Runtime.getRuntime().removeShutdownHook(abandon);
    welcome(installation, terminal);
    terminal.say("  It runs on in the background: ./vigie status, ./vigie down.");
    return Vigie.DONE;
  }

  private ProcessBuilder supervisor(Installation installation, Path log) {
    var line = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      line.add("setsid");
    }
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dvigie.home=" + installation.home(),
            "-cp",
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED",
            Vigie.class.getName(),
            "up",
            "--supervised",
            "--data",
            installation.data().toString(),
            "--people",
            Integer.toString(people),
            "--port-offset",
            Integer.toString(offset)));
    if (!without.isEmpty()) {
      line.addAll(List.of("--without", String.join(",", without)));
    }
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static boolean isReady(Installation installation, long pid) {
    return Status.read(installation.statusFile())
        .filter(status -> status.pid() == pid && status.state().equals("ready"))
        .isPresent();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      var _ = process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static FileChannel channel(Installation installation) throws IOException {
    return FileChannel.open(
        installation.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock lock(FileChannel channel, Installation installation) throws IOException {
    var lock = channel.tryLock();
    if (lock == null) {
      throw new CannotStartException(
          "Another Vigie is using " + installation.data() + ": see ./vigie status.");
    }
    return lock;
  }

  /// Shows what a growing file gets, line by line.
  private static final class Follow {

    private final Path file;
    private final Terminal terminal;
    private long from;

    Follow(Path file, long from, Terminal terminal) {
      this.file = file;
      this.from = from;
      this.terminal = terminal;
    }

    void show() {
      try (var open = new RandomAccessFile(file.toFile(), "r")) {
        open.seek(from);
        var bytes = new byte[(int) Math.min(1 << 16, open.length() - from)];
        open.readFully(bytes);
        var text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        var whole = text.substring(0, text.lastIndexOf('\n') + 1);
        from += whole.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        whole.lines().filter(line -> !line.isBlank()).forEach(terminal::say);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
