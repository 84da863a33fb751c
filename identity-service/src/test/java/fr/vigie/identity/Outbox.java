package fr.vigie.identity;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The letters the service under test has written.
final class Outbox {

  static final Path FOLDER = folder();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Outbox() {}

  private static Path folder() {
    try {
      return Files.createTempDirectory("vigie-outbox");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The letters to an address, as soon as there are so many.
  static List<String> to(String address, int count) {
    await().atMost(PATIENCE).until(() -> to(address).size() >= count);
    return to(address);
  }

  static List<String> to(String address) {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .map(Outbox::read)
          .filter(letter -> letter.contains("To: " + address + "\n"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path letter) {
    try {
      return Files.readString(letter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
