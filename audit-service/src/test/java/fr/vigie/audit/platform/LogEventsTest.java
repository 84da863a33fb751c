package fr.vigie.audit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.eventstore.DecidingEventStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The stored form of what is done to the log, for ever.
class LogEventsTest {

  private static final String AUDITOR = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final String OFFICER = "5f0c9d7e-0000-4000-8000-000000000002";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final Store wiring = new Store();

  static Stream<LogEvent> events() {
    return Stream.of(
        new LogEvent.EntriesRead(AUDITOR, NINE),
        new LogEvent.SigningKeyMade(OFFICER, "log.test/log+00000000+AQ=="),
        new LogEvent.SigningKeyEnded(OFFICER, "log.test/log+00000000+AQ=="),
        new LogEvent.ContentsRemoved("retention", LocalDate.of(2025, 1, 1), 12, "ab12", 12),
        new LogEvent.RetentionSet(24, "decision 2026-3"),
        new LogEvent.LinesSet(List.of("exposure-budget=200", "off-hours=20:00 to 07:00")),
        new LogEvent.HoldPlaced("h-1", OFFICER, "case 2026-17"),
        new LogEvent.HoldLifted("h-1", OFFICER, "case closed"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void is_stored_and_read_as_its_golden_file_says(LogEvent event) throws IOException {
    var engine = new InMemoryEventStorageEngine();
    var store =
        new DecidingEventStore(engine, wiring.types(json), Clock.fixed(NINE, ZoneOffset.UTC));
    var name =
        "audit."
            + event
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(java.util.Locale.ROOT);

    store.append(Map.of("actor", OFFICER), List.of(event)).toCompletableFuture().join();

    try (var golden = getClass().getResourceAsStream("/golden/" + name + ".v1.json")) {
      var expected = json.readTree(golden);
      assertThat(json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(event))
          .isEqualTo(expected);
      assertThat(json.treeToValue(expected, event.getClass())).isEqualTo(event);
    }
  }
}
