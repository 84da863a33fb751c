package fr.vigie.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.kit.Deeds;
import fr.vigie.testkit.MutableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/// Detectors led through a log, in a quiet week of January, by replicas that come and go.
class WatchTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private final MutableClock clock = MutableClock.at("2026-01-05T10:00:00Z");
  private final TestLog test = TestLog.create();
  private final EventStore store = store();
  private long position;

  private EventStore store() {
    var json =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    var types =
        EventTypes.builder(json, Deeds::attributes)
            .stored(
                "alerts.alert-raised",
                1,
                AlertRaised.class,
                raised ->
                    Set.of(EventTag.of("alert", raised.alert()), EventTag.of("all", "alerts")))
            .build();
    return new DecidingEventStore(new InMemoryEventStorageEngine(), types, clock);
  }

  private Watch replica() {
    return new Watch(test.serviceSource(), new Settings(), new Alarms(store, clock), clock);
  }

  private static void all(Watch watch) throws SQLException {
    while (watch.look()) {
      // there may be more
    }
  }

  private List<AlertRaised> alerts() {
    return store
        .read(Boundary.of(EventTag.of("all", "alerts"), AlertRaised.class))
        .toCompletableFuture()
        .join()
        .stream()
        .map(stored -> (AlertRaised) stored.payload())
        .toList();
  }

  private void reads(String advisor, Instant from, int persons) throws SQLException {
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < persons; i++) {
      entries.add(
          Samples.disclosure(++position)
              .with("ce_actor", advisor)
              .with("ce_subject", "person-" + i)
              .with("ce_outcome", "allowed")
              .with("ce_time", from.plusMillis(i * 7L).toString())
              .entry());
    }
    test.writer().append(entries);
  }

  @Test
  void the_thief_of_2024_is_told_of_once_and_to_be_frozen() throws SQLException {
    var watch = replica();
    reads("thief", NOW, 150);
    all(watch);
    assertThat(alerts()).isEmpty();

    reads("thief", NOW.plusSeconds(1), 1_500);
    all(watch);

    assertThat(alerts()).hasSize(1);
    var alert = alerts().getFirst();
    assertThat(alert.rule()).isEqualTo("exposure-budget");
    assertThat(alert.target()).isEqualTo("thief");
    assertThat(alert.scope()).isEqualTo("account");
    assertThat(alert.measured()).isEqualTo(201);
    assertThat(alert.freeze()).isTrue();
    assertThat(alert.severity()).isEqualTo("critical");
    assertThat(alert.evidence()).hasSize(1);
  }

  /// ATTACKS 62: the memory is nowhere but in the log.
  @Test
  void detectors_that_lost_their_memory_read_it_again_and_say_nothing_twice() throws SQLException {
    reads("thief", NOW, 150);
    all(replica());
    reads("other", NOW, 300);

    all(replica());
    all(replica());
    reads("thief", NOW.plusSeconds(60), 201);
    all(replica());

    assertThat(alerts())
        .extracting(AlertRaised::target)
        .containsExactlyInAnyOrder("other", "thief");
  }

  @Test
  void what_is_long_past_teaches_and_raises_nothing() throws SQLException {
    reads("thief", NOW.minus(Duration.ofDays(6)), 300);

    all(replica());

    assertThat(alerts()).isEmpty();
  }

  /// ATTACKS 40: an event from a clock that is years ahead.
  @Test
  void a_day_to_come_makes_nobody_forget_today() throws SQLException {
    var watch = replica();
    reads("thief", NOW, 150);
    reads("skewed", NOW.plus(Duration.ofDays(700)), 3);
    reads("thief", NOW.plusSeconds(60), 201);

    all(watch);

    assertThat(alerts())
        .extracting(AlertRaised::rule, AlertRaised::target)
        .containsExactly(tuple("clock-skew", Samples.SOURCE), tuple("exposure-budget", "thief"));
    assertThat(alerts().getFirst().freeze()).isFalse();
  }
}
