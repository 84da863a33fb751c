package fr.vigie.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done has a word on the auditors' screens: events name their deed in `contracts`.
class WordsTest {

  private static final Path EVENTS = Path.of("../contracts/src/main/java");
  private static final Path WORDS = Path.of("src/main/webapp/src/shell/locale");
  private static final Pattern DEED = Pattern.compile("Deed(?:\\.of)?\\(\\s*\"([a-z-]*[a-z])\"");

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void every_deed_has_one(String language) throws IOException {
    var deeds = new TreeSet<String>();
    try (var sources = Files.walk(EVENTS)) {
      for (var source : sources.filter(each -> each.toString().endsWith(".java")).toList()) {
        DEED.matcher(Files.readString(source))
            .results()
            .forEach(found -> deeds.add("operation." + found.group(1)));
      }
    }
    var words = new ObjectMapper().readTree(WORDS.resolve(language + ".json").toFile());

    assertThat(deeds).hasSizeGreaterThan(80).allMatch(words::has);
  }
}
