package fr.vigie.audit.views;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Builds a view anew from the first leaf, in the place that is free, while the other one is read
/// and follows the log; then compares both, and switches in one transaction.
@ApplicationScoped
public class Rebuilding {

  /// Held by whoever builds anew: "vigiebld", as a number.
  private static final long LOCK = 0x7669676965626c64L;

  private static final String TRY_LOCK = "select pg_try_advisory_lock(" + LOCK + ")";
  private static final String UNLOCK = "select pg_advisory_unlock(" + LOCK + ")";
  private static final String LIVE = "select live from view_state where view = 'traces'";

  private final DataSource database;
  private final ViewSettings settings;

  Rebuilding(DataSource database, ViewSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /// What building anew came to.
  ///
  /// @param end every leaf before this index was compared
  /// @param digest SHA-256 of the rows that were built
  /// @param before SHA-256 of the rows that were read until then
  public record Rebuilt(long end, String digest, String before) {

    /// Whether the view was what the entries say.
    public boolean isSame() {
      return digest.equals(before);
    }
  }

  /// How far it is.
  ///
  /// @param done leaves that are in the place that is free
  /// @param of leaves in the live view
  public record Progress(long done, long of) {}

  /// A building that may begin; one at a time over all replicas.
  public interface Building {
    /// Builds, compares, switches.
    Rebuilt run() throws SQLException;
  }

  /// Begins; null where another one is at it.
  public @Nullable Building begin() throws SQLException {
    var connection = database.getConnection();
    try {
      if (truth(connection, TRY_LOCK)) {
        return () -> {
          try (connection) {
            return run(connection);
          }
        };
      }
      connection.close();
      return null;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Rebuilt run(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var live = Place.of(text(connection, LIVE));
      var free = live.other();
      empty(connection, free);
      fill(connection, free);
      var rebuilt = compare(connection, live, free);
      change(connection, live, free);
      return rebuilt;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      text(connection, UNLOCK);
    }
  }

  private static void empty(Connection connection, Place free) throws SQLException {
    text(connection, "select pg_advisory_xact_lock(hashtext('view traces'), " + free.lock() + ")");
    new TraceTables(free).empty(connection);
    Views.reached(connection, free, 0);
    connection.commit();
  }

  private void fill(Connection connection, Place free) throws SQLException {
    int taken;
    do {
      taken = Views.takeLeaves(connection, free, number(connection, next(free)), settings.batch());
      connection.commit();
    } while (taken == settings.batch());
    text(connection, "select know_place('" + free.letter() + "')");
    connection.commit();
  }

  private static Rebuilt compare(Connection connection, Place live, Place free)
      throws SQLException {
    for (var place : Place.values()) {
      Views.forgetWhatIsGone(connection, place);
    }
    var end = Math.min(number(connection, next(live)), number(connection, next(free)));
    var rebuilt =
        new Rebuilt(
            end,
            new TraceTables(free).digest(connection, end),
            new TraceTables(live).digest(connection, end));
    connection.commit();
    return rebuilt;
  }

  /// From here to the end of the transaction the live place does not move.
  private void change(Connection connection, Place live, Place free) throws SQLException {
    var reached = number(connection, next(live) + " for update");
    var at = number(connection, next(free));
    while (at < reached) {
      var _ = Views.takeLeaves(connection, free, at, settings.batch());
      at = number(connection, next(free));
    }
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update view_state set live = '" + free.letter() + "' where view = 'traces'");
    }
    connection.commit();
  }

  /// How far a building is that runs now, on this replica or another.
  public Progress progress() throws SQLException {
    try (var connection = database.getConnection()) {
      var live = Place.of(text(connection, LIVE));
      return new Progress(number(connection, next(live.other())), number(connection, next(live)));
    }
  }

  /// Whether the rows of the live view have another form than this program writes.
  boolean isOfAnotherForm() throws SQLException {
    try (var connection = database.getConnection()) {
      var place =
          "(select live from view_state where view = 'traces') and view = 'traces' and next_index > 0";
      return truth(
          connection,
          "select exists (select 1 from view_place where form <> "
              + TraceTables.FORM
              + " and place = "
              + place
              + ")");
    }
  }

  private static String next(Place place) {
    return "select next_index from view_place where view = 'traces' and place = '"
        + place.letter()
        + "'";
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    return Long.parseLong(text(connection, sql));
  }

  private static boolean truth(Connection connection, String sql) throws SQLException {
    return text(connection, sql).equals("t");
  }
}
