package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// Where things lie: the built modules, and the data folder that one suite owns.
///
/// @param home the root of the source tree
/// @param data the data folder, `.vigie` unless another was asked for
record Installation(Path home, Path data) {

  private static final String PRIVATE = "rwx------";

  Path statusFile() {
    return data.resolve("status.json");
  }

  Path lockFile() {
    return data.resolve("supervisor.lock");
  }

  Path log(String name) {
    return data.resolve("logs").resolve(name + ".log");
  }

  Path settings(Part part) {
    return data.resolve("settings").resolve(part.title() + ".properties");
  }

  Path secrets() {
    return data.resolve("secrets").resolve("suite.properties");
  }

  Path demoAccounts() {
    return data.resolve("secrets").resolve("demo-accounts.json");
  }

  /// Letters that nobody sends: links of resets, notices.
  Path outbox() {
    return data.resolve("outbox");
  }

  /// How far the population has been loaded.
  Path loaded() {
    return data.resolve("population.json");
  }

  /// The head of the log that was verified last.
  Path verifiedHead() {
    return data.resolve("verified-head");
  }

  /// The keys the log was signed with when it was verified, a line each.
  Path verifiedKeys() {
    return data.resolve("verified-keys");
  }

  /// A built service.
  Path application(Part part) {
    return home.resolve(part.title()).resolve("target").resolve("quarkus-app");
  }

  /// Makes the folders that are missing, for their owner only.
  void prepare() {
    try {
      for (var folder :
          new Path[] {
            data, data.resolve("logs"), data.resolve("settings"), data.resolve("secrets")
          }) {
        if (!Files.isDirectory(folder)) {
          Files.createDirectories(folder);
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PRIVATE));
        }
      }
    } catch (IOException e) {
      throw new CannotStartException("The data folder " + data + " cannot be used: " + e, e);
    }
  }

  /// Removes the data folder and all that is in it, where it is one of ours.
  void wipe() {
    if (!Files.exists(data)) {
      return;
    }
    if (Files.notExists(lockFile())) {
      throw new CannotStartException(
          data + " is not a data folder of Vigie: it is left as it is; choose another.");
    }
    try (var all = Files.walk(data)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
