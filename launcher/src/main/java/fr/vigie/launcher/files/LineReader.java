package fr.vigie.launcher.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The persons of a file, one after the other.
interface LineReader {

  /// What has to stand before the lines in a file of the same kind; empty for nothing.
  String head();

  /// The next one; empty at the end.
  Optional<Line> next() throws IOException;

  /// By the name's end: `.csv` is CSV, anything else NDJSON.
  static LineReader of(Path file, BufferedReader in) throws IOException {
    return String.valueOf(file.getFileName()).endsWith(".csv") ? new CsvLines(in) : ndjson(in);
  }

  private static LineReader ndjson(BufferedReader in) {
    return new LineReader() {

      private long number;

      @Override
      public String head() {
        return "";
      }

      @Override
      public Optional<Line> next() throws IOException {
        var text = in.readLine();
        number++;
        return Optional.ofNullable(text).map(line -> new Line(number, line, line));
      }
    };
  }
}
