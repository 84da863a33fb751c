package fr.vigie.audit.letters;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The words of events, as a French reader says them.
public final class FrenchWords {

  private static final Properties WORDS = words();

  private FrenchWords() {}

  /// A word of a kind. One that came later than the list is better shown as it is than left out.
  ///
  /// @param kind `operation`, `purpose`, `field`, `organisation`, ...
  public static String word(String kind, @Nullable String word) {
    var known = Objects.requireNonNullElse(word, "");
    return Objects.requireNonNullElse(WORDS.getProperty(kind + "." + known), known);
  }

  private static Properties words() {
    try (var in = FrenchWords.class.getResourceAsStream("/words/fr.properties")) {
      var words = new Properties();
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
