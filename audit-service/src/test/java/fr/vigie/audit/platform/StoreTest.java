package fr.vigie.audit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.contracts.audit.AuditEvent.AccessesShown;
import fr.vigie.contracts.audit.AuditEvent.EventsExported;
import fr.vigie.contracts.audit.AuditEvent.EventsQueried;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The stored form of this service's own event, for ever.
class StoreTest {

  private static final String AUDITOR = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final EventsQueried QUERIED =
      new EventsQueried(AUDITOR, List.of("advisor", "from"), List.of("advisor-1"), 12);
  private static final EventsExported EXPORTED =
      new EventsExported(AUDITOR, List.of("person"), List.of("person-1"), "csv");

  private static final AccessesShown SHOWN =
      new AccessesShown(
          AUDITOR,
          "person-1",
          Instant.parse("2025-01-05T09:00:00Z"),
          Instant.parse("2026-01-05T09:00:00Z"),
          12,
          "pdf");

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final Store wiring = new Store();

  private StoredEvent stored(AuditEvent asked) {
    var store =
        new DecidingEventStore(
            new InMemoryEventStorageEngine(),
            wiring.types(json),
            Clock.fixed(Instant.parse("2026-01-05T09:00:00Z"), ZoneOffset.UTC));
    store.append(Map.of("actor", AUDITOR), List.of(asked)).toCompletableFuture().join();
    return store
        .read(Boundary.of(EventTag.of("auditor", AUDITOR), asked.getClass()))
        .toCompletableFuture()
        .join()
        .getFirst();
  }

  private static String golden(String name) throws IOException {
    try (var in = StoreTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<AuditEvent> all() {
    return Stream.of(QUERIED, EXPORTED, SHOWN);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_event_is_stored_as_its_golden_file_says(AuditEvent asked) throws IOException {
    var event = stored(asked);
    var golden = golden(event.type() + ".v" + event.version());

    assertThat(json.readTree(event.json())).isEqualTo(json.readTree(golden));
    assertThat(json.readValue(golden, asked.getClass())).isEqualTo(asked);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_event_is_published_to_the_topic_of_the_auditors(AuditEvent asked) {
    var publication = wiring.publishing().publish(stored(asked));

    assertThat(publication.topic()).isEqualTo(Topics.AUDIT);
    assertThat(publication.key()).isEqualTo(AUDITOR);
  }

  @Test
  void there_is_a_golden_file_of_every_event() {
    assertThat(all().map(AuditEvent::getClass).map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(AuditEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @Test
  void a_question_says_whom_it_was_about() {
    var event = stored(QUERIED);

    assertThat(event.type()).isEqualTo("audit.events-queried");
    assertThat(event.attributes())
        .containsEntry("operation", "query-events")
        .containsEntry("outcome", "allowed")
        .containsEntry("subject", "advisor-1")
        .containsEntry("actor", AUDITOR);
  }

  @Test
  void a_question_from_before_it_said_so_is_read() throws IOException {
    assertThat(json.readValue(golden("audit.events-queried.v1.without-about"), EventsQueried.class))
        .isEqualTo(new EventsQueried(AUDITOR, List.of("advisor", "from"), List.of(), 12));
  }
}
