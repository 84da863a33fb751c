package fr.vigie.verifier.rows;

import fr.vigie.verifier.hashes.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Months whose contents were removed: their leaves are hashes alone, and a leaf that came later
/// says that it was done on purpose, how many there were and which positions they had.
final class RemovedMonths implements AutoCloseable {

  private static final String MONTHS =
      "select first as index, last, month, notice, entry from removed_month order by first";
  private static final String RANGES =
      """
      select 0 as index, month, source, accounted, first, last from removed_range
      order by month, source collate "C", accounted, first
      """;

  private final Rows months;
  private final Rows ranges;
  private final Sha256 sha256 = new Sha256();

  /// Hashes of leaves that say so, by their index.
  private final TreeMap<Long, byte[]> notices = new TreeMap<>();

  RemovedMonths(Connection connection) throws SQLException {
    months = new Rows(connection, MONTHS);
    ranges = new Rows(connection, RANGES);
  }

  /// Whether the contents of this leaf, the first of its month, were removed.
  boolean at(long index) throws SQLException {
    return months.at(index);
  }

  String month() throws SQLException {
    return String.valueOf(months.text("month"));
  }

  long last() throws SQLException {
    return months.number("last");
  }

  /// Goes on to the next month.
  ///
  /// @return what is wrong with what is said about this one
  @Nullable String pass(Positions positions) throws SQLException {
    var entry = months.bytes("entry");
    var notice = months.number("notice");
    if (entry == null || notice <= last() || notices.containsKey(notice)) {
      return "nothing says why the contents of its month are gone";
    }
    notices.put(notice, sha256.leaf(entry));
    var digest = digest(month(), positions);
    if (digest == null) {
      return "the positions of its month, whose contents were removed, are taken by other leaves";
    }
    try {
      var said = EntryReader.read(entry);
      if (!said.says("type", "audit.contents-removed.v1")
          || !said.says("source", "/vigie/audit-service")
          || !said.holds("month", month())
          || !said.holds("leaves", Long.toString(last() - months.index() + 1))
          || !said.holds("positions", digest)) {
        return "the leaf that says why the contents of its month are gone says something else";
      }
    } catch (IOException _) {
      return "what says why the contents of its month are gone is no event";
    }
    months.next();
    return null;
  }

  private @Nullable String digest(String month, Positions positions) throws SQLException {
    var lines = new StringBuilder();
    for (; ranges.present() && month.equals(ranges.text("month")); ranges.next()) {
      var source = Objects.requireNonNullElse(ranges.text("source"), "");
      var accounted = "t".equals(ranges.text("accounted"));
      var first = ranges.number("first");
      var last = ranges.number("last");
      if (!positions.add(source, accounted, first, last)) {
        return null;
      }
      lines.append("%s %s %d %d\n".formatted(source, accounted ? "t" : "f", first, last));
    }
    return HexFormat.of().formatHex(sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// Whether the leaf of this index, of this hash, is what it was said to be.
  boolean holdsAt(long index, byte[] hash) {
    var said = notices.remove(index);
    return said == null || Arrays.equals(said, hash);
  }

  /// What is wrong after the last leaf.
  @Nullable String endFault() throws SQLException {
    if (months.present()) {
      return "contents are said to be removed of leaves that are not there";
    }
    if (ranges.present()) {
      return "positions are said to be removed of a month whose contents are not";
    }
    return notices.isEmpty()
        ? null
        : "the leaf "
            + notices.firstKey()
            + ", which says that contents were removed, is not there";
  }

  @Override
  public void close() throws SQLException {
    months.close();
    ranges.close();
  }
}
