package fr.vigie.identity.password;

import com.nulabinc.zxcvbn.Context;
import com.nulabinc.zxcvbn.Matching;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.guesses.EstimateGuess;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import com.nulabinc.zxcvbn.matchers.Keyboard;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// Which passwords may be chosen (R8): by how long a good guesser needs for them, never by which
/// characters they have. The word lists are loaded when the first is looked at.
final class PasswordRules {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;
  // The CNIL asks for 50 bits where attempts are limited (deliberation 2022-100, case 2).
  private static final double LEAST_BITS = 50;
  // What comes after can only make it harder to guess; and the guesser's work grows with the
  // square.
  private static final int LOOKED_AT = 64;
  private static final int CONTEXT_WORD = 4;
  private static final Set<String> EVERYBODYS =
      Set.of("vigie", "francetravail", "capemploi", "poleemploi", "conseiller");

  private PasswordRules() {}

  /// Why a password cannot be chosen; empty where it can.
  ///
  /// @param context login, name, organisation: what an attacker knows of the person
  static Optional<PasswordRefusal> objection(String password, Collection<String> context) {
    var normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    var length = normal.codePointCount(0, normal.length());
    if (length < SHORTEST) {
      return Optional.of(PasswordRefusal.TOO_SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(PasswordRefusal.TOO_LONG);
    }
    if (Lists.COMMON.contains(normal.toLowerCase(Locale.ROOT))) {
      return Optional.of(PasswordRefusal.COMMON);
    }
    var words = words(context);
    var plain = plain(normal);
    if (words.stream().anyMatch(plain::contains)) {
      return Optional.of(PasswordRefusal.PERSONAL);
    }
    return bits(normal, words) < LEAST_BITS
        ? Optional.of(PasswordRefusal.GUESSABLE)
        : Optional.empty();
  }

  private static double bits(String password, List<String> words) {
    var looked =
        password.substring(
            0,
            password.offsetByCodePoints(
                0, Math.min(LOOKED_AT, password.codePointCount(0, password.length()))));
    return cheapest(bare(looked), words);
  }

  // The cheapest way through the password, part by part: a pattern costs what a guesser pays for
  // it, a character that belongs to none its share of the alphabet, as the CNIL counts. (The
  // library's own way gives such a character ten guesses, whatever it is, and prefers few parts.)
  private static double cheapest(String password, List<String> words) {
    var patterns = new Matching(Lists.CONTEXT, words).omnimatch(password);
    var guesses = new EstimateGuess(Lists.CONTEXT, password);
    var character = log2(alphabet(password));
    var bits = new double[password.length() + 1];
    for (var end = 1; end < bits.length; end++) {
      bits[end] = bits[end - 1] + character;
      for (var pattern : patterns) {
        if (pattern.j == end - 1) {
          bits[end] = Math.min(bits[end], bits[pattern.i] + log2(guesses.exec(pattern)));
        }
      }
    }
    return bits[password.length()];
  }

  private static int alphabet(String password) {
    return password
        .codePoints()
        .map(PasswordRules::alphabet)
        .boxed()
        .collect(Collectors.toSet())
        .stream()
        .mapToInt(size -> size)
        .sum();
  }

  // The sizes differ, so that each is counted once.
  private static int alphabet(int letter) {
    if (letter > 127) {
      return 100;
    }
    if (Character.isDigit(letter)) {
      return 10;
    }
    return Character.isLowerCase(letter) ? 26 : Character.isUpperCase(letter) ? 27 : 33;
  }

  private static double log2(double number) {
    return Math.log(number) / Math.log(2);
  }

  private static List<String> words(Collection<String> context) {
    var words = new ArrayList<>(EVERYBODYS);
    for (var text : context) {
      for (var word : plain(text).split("[^a-z0-9]+", -1)) {
        if (word.length() >= CONTEXT_WORD) {
          words.add(word);
        }
      }
    }
    return words;
  }

  // Without accents, capitals and the characters that are put in their place.
  private static String plain(String text) {
    return bare(text)
        .toLowerCase(Locale.ROOT)
        .replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('@', 'a')
        .replace('$', 's')
        .replace('5', 's')
        .replace('7', 't');
  }

  // Without accents: whoever guesses a word guesses it with them and without.
  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
  }

  /// The words, and who guesses with them.
  private static final class Lists {

    static final Set<String> COMMON = Set.copyOf(read("passwords"));
    static final Context CONTEXT = context();

    private static Context context() {
      try {
        var dictionaries = new ArrayList<>(StandardDictionaries.loadAllDictionaries());
        dictionaries.add(new Dictionary("breached", bare(read("passwords"))));
        dictionaries.add(new Dictionary("french", bare(read("french"))));
        dictionaries.add(new Dictionary("names", bare(read("names"))));
        return new Context(
            dictionaries.stream().collect(Collectors.toMap(Dictionary::getName, each -> each)),
            StandardKeyboards.loadAllKeyboards().stream()
                .collect(Collectors.toMap(Keyboard::getName, each -> each)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<String> bare(List<String> words) {
      return words.stream().map(PasswordRules::bare).distinct().toList();
    }

    private static List<String> read(String name) {
      var path = "/words/" + name + ".txt.gz";
      try (var lines =
          new InputStreamReader(
              new GZIPInputStream(
                  Objects.requireNonNull(PasswordRules.class.getResourceAsStream(path), path)),
              StandardCharsets.UTF_8)) {
        return lines.readAllLines();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
