package fr.vigie.audit.detection;

import fr.vigie.audit.alarms.Alarm;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.alerts.AlertRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;

/// Leads the detectors through the log, from as far back as they remember; what lasts longer they
/// are told before. Not for several threads.
final class Watch {

  private static final String LEAVES =
      "select index, month, entry from leaf where index >= ? order by index limit ?";

  // Arrival follows the time of events closely enough; a day more costs little.
  private static final String FIRST =
      """
      select coalesce(min(index), (select coalesce(max(index) + 1, 0) from leaf))
      from leaf where month >= date_trunc('month', ?::timestamptz at time zone 'UTC')::date
      """;

  private static final int BATCH = 2_000;
  private static final Duration TO_COME = Duration.ofDays(1);
  private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

  /// The type of a leaf that stands for a record that could not be read.
  private static final String UNREADABLE = "audit.record-quarantined.";

  /// Leaves for which such records are told of once a topic: whoever floods a topic shall not flood
  /// those who read alerts.
  private static final long TOLD_TOGETHER = 1_024;

  private final DataSource database;
  private final Views views;
  private final DetectionSettings settings;
  private final Alarms alarms;
  private final Clock clock;
  private final List<Detector> detectors;
  private long next = -1;

  Watch(DataSource database, Views views, DetectionSettings settings, Alarms alarms, Clock clock) {
    this.database = database;
    this.views = views;
    this.settings = settings;
    this.alarms = alarms;
    this.clock = clock;
    this.detectors = Detectors.all(settings);
  }

  /// Takes the next leaves.
  ///
  /// @return whether there may be more
  boolean look() throws SQLException {
    var entries = next();
    for (var entry : entries) {
      take(entry, clock.instant());
      next = entry.index() + 1;
    }
    return entries.size() == BATCH;
  }

  // A day that is still to come would make the detectors forget today. (ATTACKS 40)
  private void take(LoggedEntry entry, Instant now) {
    if (entry.type().startsWith(UNREADABLE)) {
      alarms.raise(unreadable(entry));
    }
    if (entry.time().isAfter(now.plus(settings.skew()))) {
      alarms.raise(skewed(entry, now));
    }
    if (entry.time().isAfter(now.plus(TO_COME))) {
      return;
    }
    for (var crossing : crossings(entry)) {
      if (entry.time().isAfter(now.minus(settings.news()))) {
        alarms.raise(alarm(crossing, evidence(entry)));
      }
    }
  }

  // Its time is whatever its sender says, so it is told of by its place.
  private static Alarm unreadable(LoggedEntry entry) {
    var first = entry.index() / TOLD_TOGETHER * TOLD_TOGETHER;
    return Alarm.ofLog(
        AlertRule.EVENT_UNREADABLE,
        entry.topic(),
        "leaves %d to %d".formatted(first, first + TOLD_TOGETHER - 1),
        "leaf:" + entry.index());
  }

  // Once a day of a source, however many of its events are ahead.
  private Alarm skewed(LoggedEntry entry, Instant now) {
    var ahead = Duration.between(now, entry.time()).toSeconds();
    return new Alarm(
        AlertRule.CLOCK_SKEW,
        "log",
        Objects.requireNonNullElse(entry.attribute("source"), "?"),
        now.truncatedTo(ChronoUnit.DAYS).toString(),
        (int) Math.min(ahead, Integer.MAX_VALUE),
        (int) settings.skew().toSeconds(),
        List.of(evidence(entry)));
  }

  private List<Crossing> crossings(LoggedEntry entry) {
    var crossings = new ArrayList<Crossing>();
    for (var detector : detectors) {
      if (detector.takes(entry.topic())) {
        crossings.addAll(detector.take(entry));
      }
    }
    return crossings;
  }

  private static Alarm alarm(Crossing crossing, String evidence) {
    return new Alarm(
        crossing.rule(),
        crossing.scope(),
        crossing.target(),
        crossing.day().toString(),
        crossing.measured(),
        crossing.limit(),
        List.of(evidence));
  }

  private static String evidence(LoggedEntry entry) {
    return Objects.requireNonNullElse(entry.attribute("id"), Long.toString(entry.index()));
  }

  private List<LoggedEntry> next() throws SQLException {
    try (var connection = database.getConnection()) {
      if (next < 0) {
        var first = first(connection);
        if (!knowsWhatLasts(first)) {
          return List.of();
        }
        next = first;
      }
      var entries = new ArrayList<LoggedEntry>();
      try (var query = connection.prepareStatement(LEAVES)) {
        query.setLong(1, next);
        query.setInt(2, BATCH);
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            entries.add(Views.read(rows));
          }
        }
      }
      return entries;
    }
  }

  /// Tells the detectors what was granted before that and may last.
  ///
  /// @return false where the view does not show that time yet: the next look may find it
  private boolean knowsWhatLasts(long first) throws SQLException {
    var operations = new TreeSet<String>();
    detectors.forEach(detector -> operations.addAll(detector.lasting()));
    return first == 0
        || views.read((connection, live, end) -> {
          if (end >= first) {
            Views.each(connection, live, operations, first, FOR_EVER, this::crossings);
          }
          return end >= first;
        });
  }

  private long first(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(FIRST)) {
      query.setObject(1, clock.instant().minus(settings.history()).atOffset(ZoneOffset.UTC));
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
