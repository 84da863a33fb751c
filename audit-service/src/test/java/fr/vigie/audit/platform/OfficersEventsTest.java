package fr.vigie.audit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.AlertCaseEvent;
import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.contracts.audit.QuestionEvent;
import fr.vigie.contracts.audit.ReplayEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The stored form of what is done about alerts, breaches, questions and views, for ever.
class OfficersEventsTest {

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  static Stream<Class<?>> events() {
    return Stream.of(
            AlertCaseEvent.class, BreachEvent.class, QuestionEvent.class, ReplayEvent.class)
        .flatMap(family -> Stream.of(family.getPermittedSubclasses()));
  }

  private static String golden(Class<?> event) throws IOException {
    var name = event.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    try (var in =
        OfficersEventsTest.class.getResourceAsStream("/golden/audit." + name + ".v1.json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void is_stored_and_published_as_its_golden_file_says(Class<?> type) throws IOException {
    var wiring = new Store();
    var event = (Recorded) json.readValue(golden(type), type);
    var tag =
        switch (event) {
          case AlertCaseEvent _ -> EventTag.of("case", "a-1");
          case BreachEvent _ -> EventTag.of("breach", "b-1");
          case QuestionEvent _ -> EventTag.of("question", "glass-of-agency");
          default -> EventTag.of("replay", "r-1");
        };
    var reference = tag.value();
    var store =
        new DecidingEventStore(
            new InMemoryEventStorageEngine(),
            wiring.types(json),
            Clock.fixed(Instant.parse("2026-01-05T09:00:00Z"), ZoneOffset.UTC));
    store.append(Map.of(), List.of(event)).toCompletableFuture().join();

    var stored = store.read(Boundary.of(tag, type)).toCompletableFuture().join().getFirst();

    assertThat(json.readTree(stored.json())).isEqualTo(json.readTree(golden(type)));
    assertThat(stored.attributes()).containsEntry("subject", reference);
    assertThat(wiring.publishing().publish(stored).topic()).isEqualTo(Topics.AUDIT);
    assertThat(wiring.publishing().publish(stored).key()).isEqualTo(reference);
  }
}
