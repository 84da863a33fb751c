package fr.vigie.verifier;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which positions of which source the leaves hold, as stretches without a hole: a few a source,
/// whatever the number of leaves.
///
/// The database keeps the same in blocks of 1,024 positions: stretches of blocks that are full, and
/// bits for each other block that has any.
final class Positions {

  private static final String QUARANTINE = "/vigie/audit-service/quarantine/";
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
  private static final int BLOCK = 1024;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private record Line(String source, boolean accounted) {}

  private record Source(NavigableMap<Long, Long> there, NavigableMap<Long, Long> accounted) {}

  private final Map<String, Source> sources = new HashMap<>();

  private Source source(String name) {
    return sources.computeIfAbsent(name, _ -> new Source(new TreeMap<>(), new TreeMap<>()));
  }

  /// Adds a leaf's place, and the one it stands for.
  ///
  /// @return false where another leaf has the place
  boolean add(Entry entry) {
    var name = entry.attributes().getOrDefault("source", "");
    var source = source(name);
    var position = Long.parseLong(entry.attributes().getOrDefault("position", "0"));
    if (!add(source.there, position)) {
      return false;
    }
    if (!name.startsWith(QUARANTINE)) {
      var _ = add(source.accounted, position);
    } else {
      var claimedSource = entry.data().get("claimedSource");
      var claimedPosition = entry.data().getOrDefault("claimedPosition", "");
      if (claimedSource != null && NUMBER.matcher(claimedPosition).matches()) {
        var _ = add(source(claimedSource).accounted, Long.parseLong(claimedPosition));
      }
    }
    return true;
  }

  private static boolean add(NavigableMap<Long, Long> ranges, long position) {
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
  boolean add(String name, boolean accounted, long first, long last) {
    var ranges = accounted ? source(name).accounted : source(name).there;
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

  /// One line as the database keeps it.
  private static final class Kept {
    private final TreeMap<Long, Long> full = new TreeMap<>();
    private final Map<Long, byte[]> blocks = new HashMap<>();

    Kept(Map<Long, Long> stretches) {
      stretches.forEach((first, last) -> {
        var from = (first + BLOCK - 2) / BLOCK;
        var to = last / BLOCK;
        if (from >= to) {
          mark(first, last);
        } else {
          full.put(from * BLOCK + 1, to * BLOCK);
          mark(first, from * BLOCK);
          mark(to * BLOCK + 1, last);
        }
      });
    }

    private void mark(long first, long last) {
      for (var position = first; position <= last; position++) {
        var bit = (int) ((position - 1) % BLOCK);
        var bits = blocks.computeIfAbsent((position - 1) / BLOCK, _ -> new byte[BLOCK / 8]);
        bits[bit / 8] |= (byte) (0x80 >> (bit % 8));
      }
    }

    boolean isNothing() {
      return full.isEmpty() && blocks.isEmpty();
    }
  }

  /// What is wrong with the tables that say the same.
  @Nullable String fault(Connection connection) throws SQLException {
    var left = new HashMap<Line, Kept>();
    sources.forEach((name, source) -> {
      left.put(new Line(name, false), new Kept(source.there));
      left.put(new Line(name, true), new Kept(source.accounted));
    });
    try (var kept = new Rows(connection, KEPT)) {
      for (; kept.present(); kept.next()) {
        var line = line(kept);
        var ours = left.get(line);
        var first = kept.number("first");
        if (ours == null || !Long.valueOf(kept.number("last")).equals(ours.full.remove(first))) {
          return "the table of positions says something else of " + line.source();
        }
      }
    }
    try (var kept = new Rows(connection, KEPT_BLOCKS)) {
      for (; kept.present(); kept.next()) {
        var line = line(kept);
        var ours = left.get(line);
        var bits = kept.bytes("positions");
        if (ours == null
            || bits == null
            || !Arrays.equals(bits, ours.blocks.remove(kept.index()))) {
          return "the table of positions says something else of " + line.source();
        }
      }
    }
    for (var line : left.entrySet()) {
      if (!line.getValue().isNothing()) {
        return "the table of positions lacks some of " + line.getKey().source();
      }
    }
    return null;
  }

  private static Line line(Rows kept) throws SQLException {
    return new Line(String.valueOf(kept.text("source")), "t".equals(kept.text("accounted")));
  }
}
