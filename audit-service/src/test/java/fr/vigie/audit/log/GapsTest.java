package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.alarms.TestAlarms;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.testkit.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GapsTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final TestLog test = TestLog.create();
  private final Log log = test.writer();
  private final MutableClock clock = new MutableClock(NINE);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final LogSettings settings =
      new LogSettings() {
        @Override
        public Duration gapBound() {
          return BOUND;
        }

        @Override
        public Duration gapInterval() {
          return Duration.ofSeconds(1);
        }
      };
  private final Gaps gaps = new Gaps(test.serviceSource(), settings, clock, metrics);

  private void arrive(long first, long last) throws SQLException {
    log.append(
        LongStream.rangeClosed(first, last)
            .mapToObj(position -> Samples.disclosure(position).entry())
            .toList());
    gaps.look();
  }

  private double overdue() {
    return metrics.get("vigie.audit.gaps.overdue").gauge().value();
  }

  @Test
  void a_source_whose_positions_are_all_there_has_no_hole() throws SQLException {
    arrive(1, 12_000);

    assertThat(gaps.list())
        .containsExactly(new Gaps.Source(Samples.SOURCE, 12_000, 12_000, null, false, List.of()));
  }

  @Test
  void holes_are_listed_until_they_close() throws SQLException {
    arrive(1, 3);
    arrive(6, 6);
    arrive(8, 9);

    assertThat(gaps.list())
        .containsExactly(
            new Gaps.Source(
                Samples.SOURCE,
                3,
                9,
                NINE,
                false,
                List.of(new Gaps.Hole(4, 5), new Gaps.Hole(7, 7))));

    arrive(4, 5);
    assertThat(gaps.list().getFirst().missing()).containsExactly(new Gaps.Hole(7, 7));

    arrive(7, 7);
    assertThat(gaps.list().getFirst().missing()).isEmpty();
    assertThat(gaps.list().getFirst().contiguous()).isEqualTo(9);
  }

  @Test
  void a_hole_that_stays_open_too_long_is_overdue() throws SQLException {
    arrive(1, 1);
    arrive(3, 3);

    clock.advance(BOUND);
    gaps.look();
    assertThat(overdue()).isZero();

    clock.advance(Duration.ofMillis(1));
    gaps.look();
    assertThat(overdue()).isEqualTo(1);

    arrive(2, 2);
    assertThat(overdue()).isZero();
  }

  @Test
  void a_position_whose_event_could_not_be_read_is_no_hole() throws SQLException {
    arrive(1, 1);
    arrive(3, 3);

    log.append(List.of(Samples.unreadable(Samples.disclosure(2).saying("{"), 17)));
    gaps.look();

    assertThat(gaps.list().getFirst().contiguous()).isEqualTo(3);
  }

  @Test
  void an_event_that_stays_withheld_is_an_alarm_that_names_source_and_positions()
      throws SQLException {
    var alarms = new TestAlarms();
    var watch = new GapWatch(gaps, alarms.alarms(), settings);
    arrive(1, 3);
    arrive(6, 6);

    watch.look();
    assertThat(alarms.raised()).as("it may be on its way").isEmpty();
    clock.advance(BOUND.plusMillis(1));
    watch.look();
    watch.look();

    assertThat(alarms.raised()).containsExactly("event-withheld " + Samples.SOURCE);
    assertThat(alarms.evidence()).containsExactly("positions:4-5");
  }
}
