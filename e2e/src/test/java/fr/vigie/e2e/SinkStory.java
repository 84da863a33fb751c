package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is personal is read in answers and nowhere else.
@ExtendWith(Suite.Shared.class)
class SinkStory {

  private static final String ADVISOR = "advisor-06";
  private static final int PERSONS = 3;

  // ATTACKS 55: logs, Kafka's segments, every table, index and write-ahead log, settings, traces.
  @Test
  void no_file_of_the_suite_holds_a_value_of_a_person(Suite suite) throws IOException {
    var advisor = suite.signedIn(ADVISOR);
    var values = new ArrayList<String>();
    var receipts = new ArrayList<String>();
    for (var ref : SliceStory.portfolio(suite, ADVISOR).stream().limit(PERSONS).toList()) {
      var opened = SliceStory.open(suite, advisor.accessToken(), ref);
      var contact = opened.path("contact");
      receipts.add(opened.path("receipt").asText());
      values.add(contact.path("email").asText());
      values.add(contact.path("phone").asText());
      values.add(contact.path("address").asText());
    }
    assertThat(values).hasSizeGreaterThanOrEqualTo(3).allMatch(value -> value.length() > 5);
    var reference =
        SliceStory.logged(suite, advisor.account(), receipts.getLast()).path("subject").asText();

    var files = files(suite.data());

    assertThat(files.stream().anyMatch(file -> text(file).contains(reference)))
        .as("what does stand there is found")
        .isTrue();
    assertThat(files).allSatisfy(file -> assertThat(holds(file, values)).as("%s", file).isEmpty());
  }

  // Kafka makes its indexes large beforehand; they hold offsets only.
  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().matches(".*\\.(time)?index"))
          .toList();
    }
  }

  private static List<String> holds(Path file, List<String> values) {
    var text = text(file);
    return values.stream().filter(value -> text.contains(bytes(value))).toList();
  }

  /// A value's UTF-8 bytes, as a text of one character a byte.
  private static String bytes(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (java.nio.file.NoSuchFileException _) {
      return ""; // PostgreSQL removes files while we look
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
