package fr.vigie.eventstore.quarkus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts refusals that are alike: the first is told at once, those in the minute after it when the
/// minute is over. There are as many kinds as known callers, addresses and words of ours make.
final class Alike {

  static final Duration TOGETHER = Duration.ofSeconds(60);

  /// What is alike.
  record Kind(String by, String endpoint, String reason) {}

  /// What is to be told.
  ///
  /// @param attributes of the latest
  record Told(Kind kind, Map<String, String> attributes, int times) {
    Told {
      attributes = Map.copyOf(attributes);
    }
  }

  private record Count(Instant since, Map<String, String> attributes, int untold) {
    boolean isOver(Instant now) {
      return !now.isBefore(since.plus(TOGETHER));
    }
  }

  private final Map<Kind, Count> counts = new HashMap<>();

  /// One more; what is to be told now.
  synchronized Optional<Told> note(Kind kind, Map<String, String> attributes, Instant now) {
    var count = counts.get(kind);
    if (count != null && !count.isOver(now)) {
      counts.put(kind, new Count(count.since(), attributes, count.untold() + 1));
      return Optional.empty();
    }
    counts.put(kind, new Count(now, attributes, 0));
    return Optional.of(new Told(kind, attributes, 1 + (count == null ? 0 : count.untold())));
  }

  /// What is left of the minutes that are over.
  synchronized List<Told> over(Instant now) {
    return take(now);
  }

  /// What is left of all.
  synchronized List<Told> rest() {
    return take(Instant.MAX);
  }

  private List<Told> take(Instant now) {
    var left = new ArrayList<Told>();
    counts
        .entrySet()
        .removeIf(entry -> {
          var count = entry.getValue();
          if (!count.isOver(now)) {
            return false;
          }
          if (count.untold() > 0) {
            left.add(new Told(entry.getKey(), count.attributes(), count.untold()));
          }
          return true;
        });
    return left;
  }
}
