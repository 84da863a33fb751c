package fr.vigie.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// Loads that take turns, so that what else the machine does falls on each.
///
/// @param inFlight requests under way at every moment
/// @param warmUp seconds of each before the first turn: a JVM compiles for most of a minute
/// @param costs microseconds of processor time used so far, by whoever has to do with it
record Turns(
    int inFlight, double warmUp, int rounds, double seconds, Map<String, DoubleSupplier> costs) {

  /// The middle of several rounds.
  record Rounds(List<Load.Result> all, Map<String, List<Double>> costs) {

    double rate() {
      return middle(all.stream().mapToDouble(Load.Result::perSecond).sorted().toArray());
    }

    double at(double share) {
      return middle(all.stream().mapToDouble(round -> round.at(share)).sorted().toArray());
    }

    /// Microseconds of processor time an answer takes one of them.
    double cost(String of) {
      return middle(
          costs.getOrDefault(of, List.of()).stream()
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray());
    }

    private static double middle(double[] sorted) {
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }

  /// Warms each up, then goes turn by turn.
  Rounds[] of(List<Load> loads) throws Exception {
    var all = new Rounds[loads.size()];
    for (var i = 0; i < all.length; i++) {
      all[i] = new Rounds(new ArrayList<>(), new LinkedHashMap<>());
      loads.get(i).closed(inFlight, warmUp);
    }
    for (var round = 0; round < rounds; round++) {
      for (var i = 0; i < all.length; i++) {
        var before = used();
        var result = loads.get(i).closed(inFlight, seconds);
        all[i].all().add(result);
        add(all[i].costs(), before, result.answers());
      }
    }
    return all;
  }

  private Map<String, Double> used() {
    var used = new LinkedHashMap<String, Double>();
    costs.forEach((of, cost) -> used.put(of, cost.getAsDouble()));
    return used;
  }

  private void add(Map<String, List<Double>> to, Map<String, Double> before, int answers) {
    used()
        .forEach((of, now) ->
            to.computeIfAbsent(of, _ -> new ArrayList<>())
                .add((now - before.getOrDefault(of, 0.0)) / answers));
  }
}
