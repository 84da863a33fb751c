package fr.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/// How far a bench of millions has come, and what it has found so far: a run that was ended goes on
/// there. Kept where the servers keep their data, or nowhere.
final class RecordsProgress {

  private final Optional<Path> file;
  private final Properties known = new Properties();

  RecordsProgress(Optional<Path> folder) {
    file = folder.map(kept -> kept.resolve("progress.properties"));
    if (file.isPresent() && Files.exists(file.get())) {
      try (var in = Files.newBufferedReader(file.get())) {
        known.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  boolean has(String name) {
    return known.containsKey(name);
  }

  /// 0 where it is not known.
  double of(String name) {
    return Double.parseDouble(known.getProperty(name, "0"));
  }

  void keep(String name, double value) {
    known.setProperty(name, Double.toString(value));
    if (file.isEmpty()) {
      return;
    }
    var draft = file.get().resolveSibling("progress.properties.new");
    try (var out = Files.newBufferedWriter(draft)) {
      known.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Files.move(
          draft, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
