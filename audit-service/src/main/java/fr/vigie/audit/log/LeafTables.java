package fr.vigie.audit.log;

import fr.vigie.audit.log.Ranges.Bits;
import fr.vigie.audit.log.Ranges.Line;
import fr.vigie.audit.log.Ranges.Place;
import fr.vigie.audit.log.Ranges.Range;
import fr.vigie.audit.tree.Edge;
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
  private static final String BLOCKS =
      "select source, accounted, block, positions from source_block";
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
  private static final String FILL_BLOCKS =
      """
      delete from source_block b using unnest(?::text[], ?::boolean[], ?::bigint[])
        as filled (source, accounted, block)
      where b.source = filled.source and b.accounted = filled.accounted and b.block = filled.block
      """;
  private static final String SET_BLOCKS =
      """
      insert into source_block (source, accounted, block, positions)
      select * from unnest(?::text[], ?::boolean[], ?::bigint[], ?::bytea[])
      on conflict (source, accounted, block) do update set positions = excluded.positions
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

  /// Writes entries after the leaves of a tree, and adds them to it; the database takes the first
  /// ones while the next are hashed.
  ///
  /// @return tiles that are full now
  List<Tile> add(Edge edge, LocalDate month, List<Entry> entries) throws SQLException {
    var full = new ArrayList<Tile>();
    try (var leaves =
        new CopyRows(
            connection, "leaf", "index", "month", "id", "source", "position", "topic", "entry")) {
      for (var entry : entries) {
        var place = entry.place();
        leaves.row().bigint(edge.size()).date(month).text(entry.id()).text(place.source());
        leaves.bigint(place.position()).text(entry.topic()).bytes(entry.bytes());
        edge.add(entry.bytes(), full::add);
      }
      leaves.done();
    }
    return full;
  }

  /// Publishes tiles that are full.
  void add(List<Tile> full) throws SQLException {
    try (var rows = new CopyRows(connection, "tile", "level", "number", "hashes")) {
      for (var tile : full) {
        rows.row().smallint(tile.level()).bigint(tile.number()).bytes(tile.hashes());
      }
      rows.done();
    }
  }

  /// Which positions are there.
  Ranges ranges() throws SQLException {
    var stretches = new ArrayList<Range>();
    try (var query = connection.prepareStatement(RANGES);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        var line = new Line(rows.getString(1), rows.getBoolean(2));
        stretches.add(new Range(line, rows.getLong(3), rows.getLong(4)));
      }
    }
    var blocks = new ArrayList<Bits>();
    try (var query = connection.prepareStatement(BLOCKS);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        var line = new Line(rows.getString(1), rows.getBoolean(2));
        blocks.add(new Bits(new Place(line, rows.getLong(3)), rows.getBytes(4)));
      }
    }
    return new Ranges(stretches, blocks);
  }

  /// Writes down which positions are there now.
  void follow(Ranges.Changes changes) throws SQLException {
    execute(FILL_BLOCKS, changes.filled(), Place::line, Place::block);
    execute(JOIN_RANGES, changes.joined(), Range::line, Range::first);
    var set = changes.set();
    if (!set.isEmpty()) {
      try (var insert = connection.prepareStatement(SET_RANGES)) {
        setKeys(insert, set, Range::line, Range::first);
        set(insert, 4, "bigint", numbers(set, Range::last));
        insert.executeUpdate();
      }
    }
    var blocks = changes.blocks();
    if (!blocks.isEmpty()) {
      try (var insert = connection.prepareStatement(SET_BLOCKS)) {
        setKeys(insert, blocks, bits -> bits.place().line(), bits -> bits.place().block());
        set(insert, 4, "bytea", blocks.stream().map(Bits::positions).toArray(byte[][]::new));
        insert.executeUpdate();
      }
    }
  }

  private <T> void execute(
      String sql, List<T> rows, Function<T, Line> line, Function<T, Long> number)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      setKeys(statement, rows, line, number);
      statement.executeUpdate();
    }
  }

  private static <T> void setKeys(
      PreparedStatement statement, List<T> rows, Function<T, Line> line, Function<T, Long> number)
      throws SQLException {
    set(statement, 1, "text", texts(rows, row -> line.apply(row).source()));
    set(
        statement,
        2,
        "boolean",
        rows.stream().map(row -> line.apply(row).accounted()).toArray(Boolean[]::new));
    set(statement, 3, "bigint", numbers(rows, number));
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
