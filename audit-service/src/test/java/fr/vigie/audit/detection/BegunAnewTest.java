package fr.vigie.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.alarms.TestAlarms;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.views.TestViews;
import fr.vigie.testkit.MutableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// ATTACKS 62: every detector has lost its memory, and a month of the log gives it back; how fast
/// is printed, and in docs/performance.md. (What stops at once, the budgets, is in the decisions of
/// records-service and needs no detector.) A month of two million events with `-Dvigie.long=true`.
class BegunAnewTest {

  private static final int EVENTS = Boolean.getBoolean("vigie.long") ? 2_000_000 : 20_000;
  private static final int TOGETHER = 2_000;
  private static final int ADVISORS = 400;
  private static final int BUDGET = 200;
  private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");
  private static final Instant LAST = Instant.parse("2026-01-30T16:00:00Z");

  private final MutableClock clock = MutableClock.at("2026-01-30T16:00:00Z");
  private final TestLog test = TestLog.create();
  private final TestAlarms alarms = new TestAlarms();

  private Watch replica() {
    return new Watch(
        test.serviceSource(), TestViews.of(test), new Settings(), alarms.alarms(), clock);
  }

  private static void all(Watch watch) throws SQLException {
    while (watch.look()) {
      // there may be more
    }
  }

  /// Four weeks, Monday to Thursday, each advisor below every line.
  private void month() throws SQLException {
    var log = test.writer();
    for (var position = 1; position <= EVENTS; position += TOGETHER) {
      var day = Duration.ofDays(position * 4L / EVENTS * 7 + position * 16L / EVENTS % 4);
      var entries = new ArrayList<Entry>(TOGETHER);
      for (var at = position; at < position + TOGETHER; at++) {
        entries.add(read(at, at % ADVISORS, at / ADVISORS % 20, MONDAY.plus(day)));
      }
      log.append(entries);
    }
  }

  private static Entry read(long position, int advisor, int person, Instant time) {
    return Samples.disclosure(position)
        .with("ce_actor", "advisor-" + advisor)
        .with("ce_subject", "person-" + advisor + "-" + person)
        .with("ce_outcome", "allowed")
        .with("ce_time", time.toString())
        .entry();
  }

  private void thief(int first, int last) throws SQLException {
    test.writer()
        .append(
            IntStream.rangeClosed(first, last)
                .mapToObj(person -> read(EVENTS + person, 7, 1_000 + person, LAST))
                .toList());
  }

  @Test
  void a_month_of_the_log_gives_every_detector_its_memory_back() throws SQLException {
    month();
    thief(1, BUDGET);
    all(replica());
    assertThat(alarms.raised()).containsExactly("velocity advisor-7");

    var anew = replica();
    var began = System.nanoTime();
    all(anew);
    var took = Duration.ofNanos(System.nanoTime() - began);
    thief(BUDGET + 1, BUDGET + 1);
    all(anew);

    System.out.printf(
        "detectors begun anew: %,d events in %,d ms, %,d a second%n",
        EVENTS, took.toMillis(), EVENTS * 1_000L / Math.max(1, took.toMillis()));
    assertThat(alarms.raised()).containsExactly("velocity advisor-7", "exposure-budget advisor-7");
  }
}
