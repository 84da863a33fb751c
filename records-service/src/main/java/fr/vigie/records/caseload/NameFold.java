package fr.vigie.records.caseload;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names as people look for them: without accents, capitals, hyphens and apostrophes.
public final class NameFold {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

  private NameFold() {}

  /// Lower-case letters and digits, words apart by one space: `Lœtitia d'AUBIGNÉ-Le Goff` becomes
  /// `loetitia d aubigne le goff`.
  public static String of(String name) {
    var plain =
        MARKS
            .matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace("œ", "oe")
            .replace("æ", "ae")
            .replace("ø", "o")
            .replace("ł", "l")
            .replace("ß", "ss");
    return OTHER.matcher(plain).replaceAll(" ").strip();
  }

  /// A folded name with `st` and `ste` written out: `ste foy` becomes `sainte foy`.
  public static String saints(String folded) {
    return Arrays.stream(folded.split(" ", -1))
        .map(word ->
            switch (word) {
              case "st" -> "saint";
              case "ste" -> "sainte";
              default -> word;
            })
        .collect(Collectors.joining(" "));
  }
}
