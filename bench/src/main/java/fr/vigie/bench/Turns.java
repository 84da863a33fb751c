package fr.vigie.bench;

import java.util.ArrayList;
import java.util.List;

/// Loads that take turns, so that what else the machine does falls on each.
///
/// @param inFlight requests under way at every moment
/// @param cost microseconds of processor time used so far, by whatever is measured
record Turns(int inFlight, int rounds, double seconds, java.util.function.DoubleSupplier cost) {

  /// The middle of several rounds.
  record Rounds(List<Load.Result> all, List<Double> costs) {

    double rate() {
      return middle(all.stream().mapToDouble(Load.Result::perSecond).sorted().toArray());
    }

    double at(double share) {
      return middle(all.stream().mapToDouble(round -> round.at(share)).sorted().toArray());
    }

    /// Microseconds of processor time an answer.
    double cost() {
      return middle(costs.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private static double middle(double[] sorted) {
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }

  /// One round of each to warm up, then turn by turn.
  Rounds[] of(List<Load> loads) throws Exception {
    var all = new Rounds[loads.size()];
    for (var i = 0; i < all.length; i++) {
      all[i] = new Rounds(new ArrayList<>(), new ArrayList<>());
      loads.get(i).closed(inFlight, seconds);
    }
    for (var round = 0; round < rounds; round++) {
      for (var i = 0; i < all.length; i++) {
        var before = cost.getAsDouble();
        var result = loads.get(i).closed(inFlight, seconds);
        all[i].all().add(result);
        all[i].costs().add((cost.getAsDouble() - before) / result.answers());
      }
    }
    return all;
  }
}
