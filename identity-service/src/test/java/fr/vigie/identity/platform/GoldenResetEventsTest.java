package fr.vigie.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.identity.ResetEvent.NoticeSent;
import fr.vigie.contracts.identity.ResetEvent.ResetApproved;
import fr.vigie.contracts.identity.ResetEvent.ResetCompleted;
import fr.vigie.contracts.identity.ResetEvent.ResetDeclined;
import fr.vigie.contracts.identity.ResetEvent.ResetLinkMade;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import fr.vigie.contracts.identity.ResetEvent.ResetStepRefused;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.testkit.MutableClock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What was once stored of a reset is read for ever: the golden files are never edited.
class GoldenResetEventsTest {

  private static final String ALICE = "7d3c1e9a-5b7e-4a55-9d2f-0a4d8a7b1c01";
  private static final String RESET = "1f0a9c3e-2b6d-4c8e-8f11-5d2e7a9b3c02";
  private static final String DELPHINE = "4c1b7a52-9f3e-4d0a-b6c8-1e2f3a4b5c03";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  // As Quarkus sets up the service's own.
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private final DecidingEventStore store =
      new DecidingEventStore(
          new InMemoryEventStorageEngine(),
          IdentityEvents.table(json),
          MutableClock.at("2026-01-05T09:00:00Z"));

  static Stream<Arguments> events() {
    var alice = ResetEvents.of(ALICE);
    return Stream.of(
        arguments(
            "identity.reset-requested",
            new ResetRequested(
                RESET, ALICE, "CE-01", "CE-01", "factor", "in-person", DELPHINE, NINE),
            alice),
        arguments(
            "identity.reset-approved",
            new ResetApproved(RESET, ALICE, DELPHINE, "manager", true, NINE),
            alice),
        arguments("identity.reset-declined", new ResetDeclined(RESET, ALICE, DELPHINE), alice),
        arguments(
            "identity.reset-link-made",
            new ResetLinkMade(RESET, ALICE, NINE.plusSeconds(600)),
            alice),
        arguments(
            "identity.reset-completed", new ResetCompleted(RESET, ALICE, "factor", NINE), alice),
        arguments(
            "identity.reset-step-refused",
            new ResetStepRefused(ALICE, DELPHINE, "approve", "own-request"),
            alice),
        arguments(
            "identity.notice-sent", new NoticeSent(ALICE, DELPHINE, "reset-requested"), alice));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void is_stored_as_the_golden_file_says(String name, Object event, EventTag tag)
      throws IOException {
    store.append(Map.of(), List.of(event)).toCompletableFuture().join();

    var stored = store.read(Boundary.of(tag)).toCompletableFuture().join().getFirst();

    var golden = "/events/" + name + ".v1.json";
    try (var file = Objects.requireNonNull(getClass().getResourceAsStream(golden), golden)) {
      assertThat(json.readTree(stored.json())).isEqualTo(json.readTree(file));
    }
    assertThat(stored.type()).isEqualTo(name);
    assertThat(stored.payload()).isEqualTo(event);
  }
}
