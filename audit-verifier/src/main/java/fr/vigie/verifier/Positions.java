package fr.vigie.verifier;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which positions of which source the leaves hold, as stretches without a hole: a few a source,
/// whatever the number of leaves.
final class Positions {

  private static final String QUARANTINE = "/vigie/audit-service/quarantine/";
  private static final String KEPT =
      """
      select 0 as index, source, accounted, first, last from source_range
      order by source, accounted, first
      """;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private record Line(String source, boolean accounted) {}

  private final Map<Line, TreeMap<Long, Long>> lines = new HashMap<>();

  /// Adds a leaf's place, and the one it stands for.
  ///
  /// @return false where another leaf has the place
  boolean add(Entry entry) {
    var source = entry.attributes().getOrDefault("source", "");
    var position = Long.parseLong(entry.attributes().getOrDefault("position", "0"));
    if (!add(new Line(source, false), position)) {
      return false;
    }
    if (!source.startsWith(QUARANTINE)) {
      var _ = add(new Line(source, true), position);
    } else {
      var claimedSource = entry.data().get("claimedSource");
      var claimedPosition = entry.data().getOrDefault("claimedPosition", "");
      if (claimedSource != null && NUMBER.matcher(claimedPosition).matches()) {
        var _ = add(new Line(claimedSource, true), Long.parseLong(claimedPosition));
      }
    }
    return true;
  }

  private boolean add(Line line, long position) {
    var ranges = lines.computeIfAbsent(line, _ -> new TreeMap<>());
    var below = ranges.floorEntry(position);
    if (below != null && below.getValue() >= position) {
      return false;
    }
    var first = below != null && below.getValue() == position - 1 ? below.getKey() : position;
    var above = ranges.remove(position + 1);
    ranges.put(first, above == null ? position : above);
    return true;
  }

  /// Adds a stretch of places whose leaves' contents were removed.
  ///
  /// @return false where other leaves have some of them
  boolean add(String source, boolean accounted, long first, long last) {
    var ranges = lines.computeIfAbsent(new Line(source, accounted), _ -> new TreeMap<>());
    var from = first;
    var to = last;
    for (var touched = ranges.floorEntry(last + 1);
        touched != null && touched.getValue() >= first - 1;
        touched = ranges.floorEntry(last + 1)) {
      if (!accounted && touched.getKey() <= last && touched.getValue() >= first) {
        return false;
      }
      from = Math.min(from, touched.getKey());
      to = Math.max(to, touched.getValue());
      ranges.remove(touched.getKey());
    }
    ranges.put(from, to);
    return last >= first;
  }

  /// What is wrong with the table that says the same.
  @Nullable String fault(Connection connection) throws SQLException {
    var left = new HashMap<Line, TreeMap<Long, Long>>();
    lines.forEach((line, ranges) -> left.put(line, new TreeMap<>(ranges)));
    try (var kept = new Rows(connection, KEPT)) {
      for (; kept.present(); kept.next()) {
        var line =
            new Line(String.valueOf(kept.text("source")), "t".equals(kept.text("accounted")));
        var ranges = left.get(line);
        var first = kept.number("first");
        if (ranges == null || !Long.valueOf(kept.number("last")).equals(ranges.remove(first))) {
          return "the table of positions says something else of " + line.source();
        }
      }
    }
    for (var line : left.entrySet()) {
      if (!line.getValue().isEmpty()) {
        return "the table of positions lacks some of " + line.getKey().source();
      }
    }
    return null;
  }
}
