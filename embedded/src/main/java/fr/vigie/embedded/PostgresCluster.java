package fr.vigie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// PostgreSQL's data folder: made once, then looked at before each start.
///
/// @param folder of the server
/// @param data the cluster, in it
/// @param passwords the superuser's is given to it when it is made
record PostgresCluster(Path folder, Path data, Secrets passwords) {

  private static final String VERSION = "18";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  void check() {
    try {
      var version = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!version.equals(VERSION)) {
        throw new CannotStartException(
            "The data folder "
                + data
                + " was made by PostgreSQL "
                + version
                + "; this is PostgreSQL "
                + VERSION
                + ".");
      }
    } catch (NoSuchFileException _) {
      throw damaged(data, "it has no file PG_VERSION");
    } catch (IOException e) {
      throw damaged(data, e.toString());
    }
  }

  void make(Path programs) {
    // Under another name first, so that a kill half-way leaves nothing that looks like a cluster.
    var draft = folder.resolve("data.new");
    PostgresBinaries.delete(draft);
    var secret = folder.resolve("superuser.new");
    var log = folder.resolve("server.log");
    try {
      Secrets.writePrivately(secret, passwords.of(PostgresServer.SUPERUSER));
      Disguise.chosen().give(secret);
      var initdb =
          ChildProcess.start(
              "initdb",
              Disguise.chosen().prefix(),
              List.of(
                  programs.resolve("bin/initdb").toString(),
                  "--pgdata=" + draft,
                  "--username=" + PostgresServer.SUPERUSER,
                  "--pwfile=" + secret,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--no-instructions"),
              ChildProcess.Farewell.INT,
              Map.of("LC_ALL", "C"),
              log);
      var gone = initdb.isGoneIn(PATIENCE);
      initdb.kill();
      if (!gone || initdb.ended().join() != 0) {
        throw new CannotStartException(
            "PostgreSQL cannot make its data folder "
                + data
                + ": "
                + initdb.printed().strip().replaceAll("\\s+", " "));
      }
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      PostgresBinaries.delete(secret);
    }
  }

  static CannotStartException damaged(Path data, String why) {
    return new CannotStartException(
        "PostgreSQL cannot use its data folder " + data + ", which seems damaged: " + why + ".");
  }

  /// A server killed a moment ago may still be writing its last checkpoint; a pid file left behind
  /// may by now name a stranger's process, which PostgreSQL would take for its own.
  void waitForLeftover(long end) {
    var file = data.resolve("postmaster.pid");
    while (true) {
      try {
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        if (!isOurPostmaster(pid)) {
          Files.deleteIfExists(file);
          return;
        }
        if (System.nanoTime() > end) {
          throw new CannotStartException(
              "Another PostgreSQL (process "
                  + pid
                  + ") runs on "
                  + data
                  + ": end it, then start again.");
        }
        Thread.sleep(50);
      } catch (NoSuchFileException _) {
        return;
      } catch (IOException | RuntimeException e) {
        if (e instanceof CannotStartException refusal) {
          throw refusal;
        }
        return; // A broken pid file: PostgreSQL says what it thinks of it.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotStartException("PostgreSQL was not started: interrupted", e);
      }
    }
  }

  private boolean isOurPostmaster(long pid) {
    try {
      var command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
      return List.of(command.split("\0", -1)).contains(data.toString());
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException _) {
      return Files.notExists(Path.of("/proc/self"))
          && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }
}
