package fr.vigie.audit.views;

import fr.vigie.audit.log.TestLog;
import java.sql.SQLException;
import java.time.Duration;

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
