package fr.vigie.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.audit.LogEvent.LinesSet;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.kit.Deeds;
import fr.vigie.testkit.MutableClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/// A service that starts again, with lines where they were and with one that was moved. (ATTACKS
/// 50)
class LinesTest {

  private final EventStore store =
      new DecidingEventStore(
          new InMemoryEventStorageEngine(),
          EventTypes.builder(new ObjectMapper(), Deeds::attributes)
              .stored(
                  "audit.lines-set", 1, LinesSet.class, _ -> Set.of(EventTag.of("log", "lines")))
              .build(),
          MutableClock.at("2026-01-05T10:00:00Z"));

  private static DetectionSettings with(Map<String, String> moved) {
    return new SmallRyeConfigBuilder()
        .withMapping(DetectionSettings.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValues(moved)
        .build()
        .getConfigMapping(DetectionSettings.class);
  }

  private void start(Map<String, String> moved) {
    new Lines(store, with(moved)).writeDown();
  }

  private List<List<String>> written() {
    return store
        .read(Boundary.of(EventTag.of("log", "lines"), LinesSet.class))
        .toCompletableFuture()
        .join()
        .stream()
        .map(stored -> ((LinesSet) stored.payload()).numbers())
        .toList();
  }

  @Test
  void a_line_that_was_moved_is_written_down_and_a_mere_start_is_not() {
    start(Map.of());
    start(Map.of());
    start(Map.of("vigie.audit.detection.refusals", "2000"));
    start(Map.of());

    assertThat(written()).hasSize(3);
    assertThat(written().get(0)).contains("exposure-budget=200", "refusal-burst=20 in PT10M");
    assertThat(written().get(1)).contains("refusal-burst=2000 in PT10M");
    assertThat(written().get(2)).isEqualTo(written().get(0));
  }
}
