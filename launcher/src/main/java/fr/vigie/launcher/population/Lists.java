package fr.vigie.launcher.population;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The small lists beside this class, one entry a line, fields parted by semicolons.
final class Lists {

  private Lists() {}

  static List<List<String>> rows(String file) {
    try (var in = Lists.class.getResourceAsStream(file)) {
      var text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(";", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> words(String file) {
    return rows(file).stream().map(List::getFirst).toList();
  }
}
