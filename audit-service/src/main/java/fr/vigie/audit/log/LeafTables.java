package fr.vigie.audit.log;

import fr.vigie.audit.log.Ranges.Range;
import fr.vigie.audit.tree.Tile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes leaves and what is kept about them, one statement a table, whatever the number of leaves.
final class LeafTables {

  private static final String RANGES = "select source, accounted, first, last from source_range";
  private static final String JOIN_RANGES =
      """
      delete from source_range r using unnest(?::text[], ?::boolean[], ?::bigint[])
        as gone (source, accounted, first)
      where r.source = gone.source and r.accounted = gone.accounted and r.first = gone.first
      """;
  private static final String SET_RANGES =
      """
      insert into source_range (source, accounted, first, last)
      select * from unnest(?::text[], ?::boolean[], ?::bigint[], ?::bigint[])
      on conflict (source, accounted, first) do update set last = excluded.last
      """;
  private static final String OPEN_MONTH = "select open_month(?)";

  private final Connection connection;

  LeafTables(Connection connection) {
    this.connection = connection;
  }

  /// Makes a month's partitions.
  void open(LocalDate month) throws SQLException {
    try (var call = connection.prepareStatement(OPEN_MONTH)) {
      call.setObject(1, month);
      call.execute();
    }
  }

  /// Writes entries, from this index on.
  void add(long firstIndex, LocalDate month, List<Entry> entries) throws SQLException {
    var leaves =
        new CopyRows("leaf", "index", "month", "id", "source", "position", "topic", "entry");
    var index = firstIndex;
    for (var entry : entries) {
      var place = entry.place();
      leaves.row().bigint(index).date(month).text(entry.id()).text(place.source());
      leaves.bigint(place.position()).text(entry.topic()).bytes(entry.bytes());
      index++;
    }
    leaves.into(connection);
  }

  /// Publishes tiles that are full.
  void add(List<Tile> full) throws SQLException {
    var rows = new CopyRows("tile", "level", "number", "hashes");
    for (var tile : full) {
      rows.row().smallint(tile.level()).bigint(tile.number()).bytes(tile.hashes());
    }
    rows.into(connection);
  }

  /// Which positions are there.
  Ranges ranges() throws SQLException {
    var all = new ArrayList<Range>();
    try (var query = connection.prepareStatement(RANGES);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        var line = new Ranges.Line(rows.getString(1), rows.getBoolean(2));
        all.add(new Range(line, rows.getLong(3), rows.getLong(4)));
      }
    }
    return new Ranges(all);
  }

  /// Writes down which positions are there now.
  void follow(Ranges ranges) throws SQLException {
    var joined = ranges.joined();
    if (!joined.isEmpty()) {
      try (var forget = connection.prepareStatement(JOIN_RANGES)) {
        setStarts(forget, joined);
        forget.executeUpdate();
      }
    }
    var changed = ranges.changed();
    try (var insert = connection.prepareStatement(SET_RANGES)) {
      setStarts(insert, changed);
      set(insert, 4, "bigint", numbers(changed, Range::last));
      insert.executeUpdate();
    }
  }

  private static void setStarts(PreparedStatement statement, List<Range> ranges)
      throws SQLException {
    set(statement, 1, "text", texts(ranges, range -> range.line().source()));
    set(
        statement,
        2,
        "boolean",
        ranges.stream().map(range -> range.line().accounted()).toArray(Boolean[]::new));
    set(statement, 3, "bigint", numbers(ranges, Range::first));
  }

  static void set(PreparedStatement statement, int parameter, String type, Object[] values)
      throws SQLException {
    statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
  }

  // Arrays of exact types: the driver sends those in binary, and an Object[] as text.

  static <T> String[] texts(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  static <T> Long[] numbers(List<T> rows, Function<T, Long> value) {
    return rows.stream().map(value).toArray(Long[]::new);
  }
}
