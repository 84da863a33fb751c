package fr.vigie.audit.views;

import fr.vigie.audit.log.TestLog;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.StringJoiner;

/// Views of a test's own log, moved on by hand.
public final class TestViews {

  private TestViews() {}

  /// The door.
  public static Views of(TestLog log) {
    return new Views(log.serviceSource());
  }

  /// Takes every leaf there is into the live view.
  public static void catchUp(Views views) throws SQLException {
    while (views.follow(500) == Views.Moved.ON) {
      // there may be more
    }
  }

  /// What a query says, a line a row: a plan, for one.
  public static String firstColumn(PreparedStatement query) throws SQLException {
    try (var rows = query.executeQuery()) {
      var lines = new StringJoiner("\n");
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines.toString();
    }
  }

  /// What builds the view anew.
  public static Rebuilding rebuilding(TestLog log) {
    return new Rebuilding(
        log.serviceSource(),
        new ViewSettings() {
          @Override
          public Duration interval() {
            return Duration.ofMillis(100);
          }

          @Override
          public int batch() {
            return 200;
          }
        });
  }
}
