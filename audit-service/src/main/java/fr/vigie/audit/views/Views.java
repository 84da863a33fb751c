package fr.vigie.audit.views;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// The door: reads the live view, and moves it on.
@ApplicationScoped
public class Views {

  private static final String ENTER = "select place, next_index from enter_view('traces')";
  private static final String LIVE =
      """
      select p.place, p.next_index, p.form
      from view_state s join view_place p on p.view = s.view and p.place = s.live
      where s.view = 'traces' for update of p skip locked
      """;
  private static final String LEAVES =
      "select index, month, entry from leaf where index >= ? order by index limit ?";
  private static final String REACHED =
      "update view_place set next_index = ?, form = ? where view = 'traces' and place = ?";

  private static final int ROWS_AT_A_TIME = 1_000;

  private final DataSource database;

  Views(DataSource database) {
    this.database = database;
  }

  /// What is asked of a view.
  public interface Reading<T> {
    /// Reads.
    ///
    /// @param live the tables that may be read in this transaction
    /// @param end every leaf before this index is in them
    T read(Connection connection, TraceTables live, long end) throws SQLException;
  }

  /// Reads the view that is live now; it stays as long as the reading lasts.
  public <T> T read(Reading<T> reading) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var enter = connection.createStatement();
          var row = enter.executeQuery(ENTER)) {
        row.next();
        return reading.read(
            connection, new TraceTables(Place.of(row.getString(1))), row.getLong(2));
      } finally {
        connection.rollback();
      }
    }
  }

  /// How far moving on came.
  enum Moved {
    /// Another replica does it, or the view is of another form.
    NOT_OURS,
    /// Every leaf is in the view.
    UP_TO_DATE,
    /// There may be more.
    ON
  }

  /// Takes the next leaves into the live view.
  Moved follow(int most) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var moved = follow(connection, most);
        connection.commit();
        return moved;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static Moved follow(Connection connection, int most) throws SQLException {
    try (var query = connection.createStatement();
        var row = query.executeQuery(LIVE)) {
      if (!row.next()) {
        return Moved.NOT_OURS;
      }
      var from = row.getLong(2);
      if (from > 0 && row.getInt(3) != TraceTables.FORM) {
        return Moved.NOT_OURS;
      }
      var place = Place.of(row.getString(1));
      var added = takeLeaves(connection, place, from, most);
      forgetWhatIsGone(connection, place);
      return added < most ? Moved.UP_TO_DATE : Moved.ON;
    }
  }

  /// Adds leaves to a place, from an index on.
  ///
  /// @return how many there were
  static int takeLeaves(Connection connection, Place place, long from, int most)
      throws SQLException {
    var entries = new ArrayList<LoggedEntry>();
    var leaves = 0;
    var next = from;
    try (var query = connection.prepareStatement(LEAVES)) {
      query.setLong(1, from);
      query.setInt(2, most);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          leaves++;
          next = rows.getLong(1) + 1;
          entries.add(read(rows));
        }
      }
    }
    if (leaves > 0) {
      new TraceTables(place).add(connection, entries);
      reached(connection, place, next);
    }
    return leaves;
  }

  /// Forgets the months whose contents the database has removed. That an entry says so is not
  /// enough: a hold may keep them, and whoever can write to a topic can say anything.
  static void forgetWhatIsGone(Connection connection, Place place) throws SQLException {
    var tables = new TraceTables(place);
    var sql =
        """
        select first, last from removed_month r
        where exists (select from %s e where e.index between r.first and r.last)
        """
            .formatted(tables.traces());
    try (var query = connection.createStatement();
        var rows = query.executeQuery(sql)) {
      while (rows.next()) {
        tables.forget(connection, rows.getLong(1), rows.getLong(2));
      }
    }
  }

  /// Tells the events of some operations, however old, in the order of the log.
  ///
  /// @param before only leaves before this index
  /// @param until only what happened before this
  public static void each(
      Connection connection,
      TraceTables live,
      Set<String> operations,
      long before,
      Instant until,
      Consumer<LoggedEntry> taking)
      throws SQLException {
    var sql =
        """
        select l.index, l.month, l.entry from %s e
        join leaf l on l.index = e.index and l.month = e.month
        where e.operation = any(?) and e.index < ? and e.time < ? order by l.index
        """
            .formatted(live.traces());
    try (var query = connection.prepareStatement(sql)) {
      query.setFetchSize(ROWS_AT_A_TIME);
      query.setArray(1, connection.createArrayOf("text", operations.toArray()));
      query.setLong(2, before);
      query.setObject(3, until.atOffset(ZoneOffset.UTC));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          taking.accept(read(rows));
        }
      }
    }
  }

  static void reached(Connection connection, Place place, long next) throws SQLException {
    try (var update = connection.prepareStatement(REACHED)) {
      update.setLong(1, next);
      update.setInt(2, TraceTables.FORM);
      update.setString(3, place.letter());
      update.executeUpdate();
    }
  }

  /// The leaves with these indexes, in this order; those whose contents are gone are left out.
  public static List<LoggedEntry> entries(Connection connection, List<Long> indexes)
      throws SQLException {
    var entries = new ArrayList<LoggedEntry>();
    try (var query =
        connection.prepareStatement(
            """
            select l.index, l.month, l.entry
            from unnest(?::bigint[]) with ordinality as wanted (index, place)
            join leaf l on l.index = wanted.index order by wanted.place
            """)) {
      query.setArray(1, connection.createArrayOf("bigint", indexes.toArray(Long[]::new)));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          entries.add(read(rows));
        }
      }
    }
    return entries;
  }

  /// The leaf in the row at hand: its index, its month, its entry.
  public static LoggedEntry read(ResultSet leaf) throws SQLException {
    return LoggedEntry.read(leaf.getLong(1), leaf.getObject(2, LocalDate.class), leaf.getBytes(3));
  }
}
