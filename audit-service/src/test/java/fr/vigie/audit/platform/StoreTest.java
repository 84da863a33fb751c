package fr.vigie.audit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.Topics;
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
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/// The stored form of this service's own event, for ever.
class StoreTest {

  private static final String AUDITOR = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final EventsQueried QUERIED =
      new EventsQueried(AUDITOR, List.of("advisor", "from"), 12);

  private final ObjectMapper json = new ObjectMapper();
  private final Store wiring = new Store();

  private StoredEvent stored() {
    var store =
        new DecidingEventStore(
            new InMemoryEventStorageEngine(),
            wiring.types(json),
            Clock.fixed(Instant.parse("2026-01-05T09:00:00Z"), ZoneOffset.UTC));
    store.append(Map.of("actor", AUDITOR), List.of(QUERIED)).toCompletableFuture().join();
    return store
        .read(Boundary.of(EventTag.of("auditor", AUDITOR), EventsQueried.class))
        .toCompletableFuture()
        .join()
        .getFirst();
  }

  private static String golden() throws IOException {
    try (var in = StoreTest.class.getResourceAsStream("/golden/audit.events-queried.v1.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_question_is_stored_as_its_golden_file_says() throws IOException {
    var event = stored();

    assertThat(event.type()).isEqualTo("audit.events-queried");
    assertThat(event.version()).isEqualTo(1);
    assertThat(json.readTree(event.json())).isEqualTo(json.readTree(golden()));
    assertThat(event.attributes())
        .containsEntry("operation", "query-events")
        .containsEntry("outcome", "allowed")
        .containsEntry("actor", AUDITOR);
  }

  @Test
  void a_question_is_read_from_its_golden_file() throws IOException {
    assertThat(json.readValue(golden(), EventsQueried.class)).isEqualTo(QUERIED);
  }

  @Test
  void a_question_is_published_to_the_topic_of_the_auditors() {
    var publication = wiring.publishing().publish(stored());

    assertThat(publication.topic()).isEqualTo(Topics.AUDIT);
    assertThat(publication.key()).isEqualTo(AUDITOR);
  }
}
