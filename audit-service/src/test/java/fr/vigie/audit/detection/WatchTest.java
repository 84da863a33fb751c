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
import fr.vigie.audit.views.TestViews;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Topics;
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
  private final Views views = TestViews.of(test);
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
    return new Watch(test.serviceSource(), views, new Settings(), new Alarms(store, clock), clock);
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

  private void granted(String month, long number, String type, String operation, String data)
      throws SQLException {
    var then = MutableClock.at(month + "-20T09:00:00Z");
    TestLog.writer(test.serviceSource(), then)
        .append(
            List.of(
                Samples.disclosure("/vigie/managers", number)
                    .on(Topics.RECORDS)
                    .with("ce_type", "records." + type + ".v1")
                    .with("ce_operation", operation)
                    .with("ce_outcome", "done")
                    .with("ce_time", month + "-20T09:00:00Z")
                    .without("ce_fieldclasses")
                    .saying(data)
                    .entry()));
  }

  private static String absence(String grant, String advisor) {
    return "{\"grant\":\"%s\",\"advisor\":\"stand-in\",\"absent\":\"%s\",".formatted(grant, advisor)
        + "\"from\":\"2025-10-01T00:00:00Z\",\"until\":\"2026-06-01T00:00:00Z\"}";
  }

  /// A parental leave, say: granted long before what detectors read again when they begin.
  @Test
  void an_absence_granted_months_ago_is_known_to_a_detector_that_begins_anew() throws SQLException {
    granted("2025-09", 1, "replacement-granted", "grant-replacement", absence("g-1", "away"));
    granted("2025-09", 2, "replacement-granted", "grant-replacement", absence("g-2", "back"));
    granted("2025-10", 3, "grant-ended", "end-grant", "{\"grant\":\"g-2\"}");
    reads("away", NOW, 30);
    reads("back", NOW, 30);
    var watch = replica();

    all(watch);
    assertThat(alerts()).as("the view does not show that time yet").isEmpty();
    TestViews.catchUp(views);
    all(watch);

    assertThat(alerts())
        .extracting(AlertRaised::rule, AlertRaised::target)
        .containsExactly(tuple("absent-advisor", "away"));
  }

  /// ATTACKS 39: what could not be read is told of, once for many and whatever time it says.
  @Test
  void a_record_that_could_not_be_read_is_an_alert_and_a_thousand_are_one() throws SQLException {
    var entries = new ArrayList<Entry>();
    for (var offset = 0; offset < 1_000; offset++) {
      entries.add(Samples.unreadable(Samples.disclosure(offset + 1).saying("{"), offset));
    }
    test.writer().append(entries);

    all(replica());
    all(replica());
    reads("honest", NOW, 100);
    test.writer().append(List.of(Samples.unreadable(Samples.disclosure(2_000).saying("{"), 2_000)));
    all(replica());

    assertThat(alerts())
        .extracting(AlertRaised::rule, AlertRaised::target, AlertRaised::evidence)
        .containsExactly(
            tuple("event-unreadable", Topics.DISCLOSURES, List.of("leaf:0")),
            tuple("event-unreadable", Topics.DISCLOSURES, List.of("leaf:1100")));
    assertThat(alerts()).noneMatch(AlertRaised::freeze);
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
