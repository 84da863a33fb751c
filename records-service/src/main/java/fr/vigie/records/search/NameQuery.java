package fr.vigie.records.search;

import fr.vigie.records.caseload.NameFold;
import fr.vigie.records.jobseeker.JobSeeker.Identity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A name somebody looks for. Matches birth name, usual name and given names, in any order, from
/// the beginning of each word; `Legoff` and `d aubigne` find `Le Goff` and `D'Aubigné`.
record NameQuery(String folded) {

  /// Finds nobody.
  static final NameQuery NOTHING = new NameQuery("\u0000");

  private static final int LONGEST = 80;
  private static final int FEWEST_LETTERS = 2;

  /// Empty where there are fewer than two letters, or more text than a name has.
  static Optional<NameQuery> of(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var folded = NameFold.of(text);
    return joined(folded).length() < FEWEST_LETTERS
        ? Optional.empty()
        : Optional.of(new NameQuery(folded));
  }

  boolean matches(Identity identity) {
    var birth = NameFold.of(identity.birthName());
    var usual = NameFold.of(identity.usualName());
    var given = NameFold.of(identity.givenNames());
    // As it was typed: "ste" may be the beginning of Stéphane. And written out: it may be Sainte.
    return matches(folded, List.of(birth, usual, given))
        || matches(
            NameFold.saints(folded),
            List.of(NameFold.saints(birth), NameFold.saints(usual), NameFold.saints(given)));
  }

  private static boolean matches(String query, List<String> names) {
    var parts = names.stream().flatMap(name -> Arrays.stream(name.split(" ", -1))).toList();
    return Arrays.stream(query.split(" ", -1))
            .allMatch(word -> parts.stream().anyMatch(part -> part.startsWith(word)))
        || wholeBegins(joined(query), names.get(0), names.get(1), names.get(2));
  }

  private static boolean wholeBegins(String whole, String birth, String usual, String given) {
    return Stream.of(birth, usual, given + usual, usual + given, given + birth, birth + given)
        .anyMatch(name -> joined(name).startsWith(whole));
  }

  private static String joined(String words) {
    return words.replace(" ", "");
  }

  @Override
  public String toString() {
    return "NameQuery[******]";
  }
}
