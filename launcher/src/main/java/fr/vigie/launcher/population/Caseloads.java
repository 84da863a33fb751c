package fr.vigie.launcher.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/// Who follows whom, among the first 20,000 persons: about 44 % of them have an advisor. Sizes are
/// the norms of the public employment service: 70 where the follow-up is close, 100 to 150 where it
/// is guided, 220 to 350 where it is light. Cap emploi follows persons with a recognised
/// disability.
final class Caseloads {

  /// Nobody beyond this index has an advisor: the portfolios are full.
  static final int REACH = 20_000;

  static final int NOBODY = -1;

  private final short[] advisors = new short[REACH];

  /// @param disabled whether the person of an index has a recognised disability
  Caseloads(long seed, IntPredicate disabled) {
    Arrays.fill(advisors, (short) NOBODY);
    var random = new Random(seed);
    var capEmploi = new ArrayList<Integer>();
    var others = new ArrayList<Integer>();
    for (var index = 0; index < REACH; index++) {
      (disabled.test(index) ? capEmploi : others).add(index);
    }
    Collections.shuffle(capEmploi, random);
    Collections.shuffle(others, random);
    for (var advisor = 0; advisor < Staff.ADVISORS; advisor++) {
      var theirs = advisor < Staff.FRANCE_TRAVAIL_ADVISORS ? others : capEmploi;
      give(theirs, size(advisor, random), advisor);
    }
  }

  private static int size(int advisor, Random random) {
    if (advisor >= Staff.FRANCE_TRAVAIL_ADVISORS) {
      return 90 + random.nextInt(61);
    }
    return switch (advisor % 7) {
      case 2, 5 -> 70;
      case 1, 4 -> 220 + random.nextInt(131);
      default -> 100 + random.nextInt(51);
    };
  }

  private void give(List<Integer> theirs, int size, int advisor) {
    for (var taken = 0; taken < size && !theirs.isEmpty(); taken++) {
      advisors[theirs.removeLast()] = (short) advisor;
    }
  }

  /// Index of the advisor who follows the person of this index, or [#NOBODY].
  int advisorOf(int index) {
    return index < REACH ? advisors[index] : NOBODY;
  }
}
