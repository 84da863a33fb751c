package fr.vigie.launcher.population;

import java.util.List;
import java.util.random.RandomGenerator;

/// French given and family names. Given names go with the year of birth.
final class Names {

  private static final int YOUNG = 1988;

  private final List<String> family = Lists.words("family-names.txt");
  private final List<List<String>> given = Lists.rows("given-names.txt");

  String family(RandomGenerator random) {
    // The square prefers the head of the list, where the frequent names are.
    var place = random.nextDouble();
    return family.get((int) (place * place * family.size()));
  }

  /// The list has four columns: women and men born before 1988, women and men born since.
  String given(boolean woman, int year, RandomGenerator random) {
    var column = (year < YOUNG ? 0 : 2) + (woman ? 0 : 1);
    return given.get(random.nextInt(given.size())).get(column);
  }
}
