package fr.vigie.verifier.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which positions of which source the leaves hold, in the blocks in which the database keeps the
/// same: a few a source, whatever the number of leaves.
final class Positions {

  static final String QUARANTINE = "/vigie/audit-service/quarantine/";
  private static final String KEPT =
      """
      select 0 as index, source, accounted, first, last from source_range
      order by source, accounted, first
      """;
  private static final String KEPT_BLOCKS =
      """
      select block as index, source, accounted, positions from source_block
      order by source, accounted, block
      """;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private record Line(String source, boolean accounted) {}

  private record Source(Blocks there, Blocks accounted) {}

  private final Map<String, Source> sources = new HashMap<>();

  private Source source(String name) {
    return sources.computeIfAbsent(name, _ -> new Source(new Blocks(), new Blocks()));
  }

  /// Adds a leaf's place, and the one it stands for.
  ///
  /// @return false where another leaf has the place
  boolean add(Leaf leaf) {
    var source = source(leaf.source());
    if (!source.there.add(leaf.position())) {
      return false;
    }
    if (!leaf.source().startsWith(QUARANTINE)) {
      var _ = source.accounted.add(leaf.position());
    } else {
      var claimedSource = leaf.data().get("claimedSource");
      var claimedPosition = leaf.data().getOrDefault("claimedPosition", "");
      if (claimedSource != null && NUMBER.matcher(claimedPosition).matches()) {
        var _ = source(claimedSource).accounted.add(Long.parseLong(claimedPosition));
      }
    }
    return true;
  }

  /// Adds a stretch of places whose leaves' contents were removed.
  ///
  /// @return false where other leaves have some of them
  boolean add(String name, boolean accounted, long first, long last) {
    return accounted
        ? source(name).accounted.add(first, last) || last >= first
        : source(name).there.add(first, last);
  }

  /// What is wrong with the tables that say the same.
  @Nullable String fault(Connection connection) throws SQLException {
    var left = new HashMap<Line, Blocks>();
    sources.forEach((name, source) -> {
      left.put(new Line(name, false), source.there);
      left.put(new Line(name, true), source.accounted);
    });
    try (var kept = new Rows(connection, KEPT)) {
      for (; kept.present(); kept.next()) {
        var line = line(kept);
        var ours = left.get(line);
        if (ours == null || !ours.takeStretch(kept.number("first"), kept.number("last"))) {
          return "the table of positions says something else of " + line.source();
        }
      }
    }
    try (var kept = new Rows(connection, KEPT_BLOCKS)) {
      for (; kept.present(); kept.next()) {
        var line = line(kept);
        var ours = left.get(line);
        if (ours == null || !ours.takeBlock(kept.index(), kept.bytes("positions"))) {
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

  private static Line line(Rows kept) throws SQLException {
    return new Line(String.valueOf(kept.text("source")), "t".equals(kept.text("accounted")));
  }
}
