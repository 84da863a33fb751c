package fr.vigie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A process that ends with this JVM, however this JVM ends.
///
/// Linux sends a child its parent-death signal when the *thread* that started it ends, not when the
/// process does. So every child is started by one thread that lives as long as the JVM. Where
/// `setpriv` (util-linux) is missing, children outlive a JVM that is killed with -9.
public final class ChildProcess implements AutoCloseable {

  /// What the system sends a child whose parent has died.
  public enum Farewell {
    /// An orderly end.
    TERM,
    /// PostgreSQL's fast shutdown.
    INT
  }

  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("vigie-spawner").daemon(true).factory());

  private static final Path SETPRIV = onPath("setpriv");
  private static final Path SETSID = onPath("setsid");

  private final String name;
  private final Process process;
  private final Path log;
  private final long logBefore;

  private ChildProcess(String name, Process process, Path log, long logBefore) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logBefore = logBefore;
  }

  /// Starts a command; what it prints is appended to the log file.
  public static ChildProcess start(String name, List<String> command, Path log) {
    return start(name, List.of(), command, Farewell.TERM, Map.of(), log);
  }

  /// Starts a command behind a prefix such as `unshare --user`.
  static ChildProcess start(
      String name,
      List<String> prefix,
      List<String> command,
      Farewell farewell,
      Map<String, String> environment,
      Path log) {
    var line = new ArrayList<>(prefix);
    if (!SETPRIV.toString().isEmpty()) {
      // Last before the command: changing user or namespace would clear the setting.
      line.addAll(List.of(SETPRIV.toString(), "--pdeathsig", farewell.name()));
    }
    if (!SETSID.toString().isEmpty()) {
      // Away from the terminal: Ctrl-C is for us, who end the children in order.
      line.add(SETSID.toString());
    }
    line.addAll(command);
    var builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    var logBefore = sizeOf(log);
    try {
      var process = SPAWNER.submit(builder::start).get();
      process.getOutputStream().close();
      return new ChildProcess(name, process, log, logBefore);
    } catch (ExecutionException e) {
      throw new CannotStartException(name + " cannot be started: " + e.getCause(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException(name + " was not started: interrupted", e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Path log() {
    return log;
  }

  /// Completes with the exit code when the process has ended.
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Asks the process to end, waits, then kills it. Returns when it is gone.
  public void stop(Duration patience) {
    process.destroy();
    if (!isGoneIn(patience)) {
      kill();
    }
  }

  /// Ends the process as `kill -9` does. Returns when it is gone.
  public void kill() {
    process.destroyForcibly();
    var _ = isGoneIn(Duration.ofSeconds(10));
  }

  boolean isGoneIn(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  @Override
  public void close() {
    stop(Duration.ofSeconds(20));
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }

  /// What this process has printed, at most the last 64 KiB.
  String printed() {
    try (var channel = Files.newByteChannel(log)) {
      var from = Math.max(logBefore, channel.size() - 65_536);
      var bytes = java.nio.ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  /// Waits until the process can be talked to or has ended.
  boolean isReadyIn(Duration patience, Probe probe) {
    var end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end && !isGoneIn(Duration.ofMillis(50))) {
      if (probe.answers()) {
        return true;
      }
    }
    return false;
  }

  /// A question to a starting server.
  interface Probe {
    boolean answers();
  }

  /// The file of a program on the PATH, or the empty path.
  static Path onPath(String program) {
    for (var folder :
        (System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/bin:/sbin").split(":", -1)) {
      var file = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(file)) {
        return file.toAbsolutePath();
      }
    }
    return Path.of("");
  }
}
