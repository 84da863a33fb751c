package fr.vigie.lockout.freezes;

import static fr.vigie.lockout.freezes.Story.ALICE;
import static fr.vigie.lockout.freezes.Story.NINE;
import static fr.vigie.lockout.freezes.Story.OLGA;
import static fr.vigie.lockout.freezes.Story.OSCAR;
import static fr.vigie.lockout.freezes.Story.declined;
import static fr.vigie.lockout.freezes.Story.frozen;
import static fr.vigie.lockout.freezes.Story.proposed;
import static fr.vigie.lockout.freezes.Story.thawed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerClosed;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerOpened;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeCallRefused;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeReinforced;
import fr.vigie.contracts.lockout.FreezeEvent.OfficerAsked;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What was once stored is read for ever: the golden files are never edited.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "lockout"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class GoldenEventsTest {

  @Inject EventStore store;
  @Inject ObjectMapper json;

  static Stream<Arguments> events() {
    var evidence = List.of("event-1");
    return Stream.of(
        arguments("lockout.target-frozen.v1", "freeze=freeze-1", frozen(ALICE, OSCAR)),
        arguments(
            "lockout.freeze-reinforced.v1",
            "freeze-target=account:alice",
            new FreezeReinforced(
                "freeze-1",
                "account",
                "alice",
                "alert/alert-2",
                "alert",
                true,
                evidence,
                "lockout-service",
                NINE)),
        arguments("lockout.thaw-proposed.v1", "freeze-request=request-propose", proposed(OSCAR)),
        arguments("lockout.thaw-declined.v1", "freeze=freeze-1", declined(OLGA)),
        arguments("lockout.target-thawed.v1", "freeze=freeze-1", thawed(OSCAR, OLGA)),
        arguments(
            "lockout.freeze-call-refused.v1",
            "officer=oscar",
            new FreezeCallRefused("account", "oscar", "propose-thaw", "own-freeze", "oscar", NINE)),
        arguments(
            "lockout.freeze-held.v1",
            "freeze-request=alert/alert-4",
            new FreezeHeld("alert-4", "account", "alice", "sweep", evidence, NINE)),
        arguments(
            "lockout.breaker-opened.v1", "freeze-breaker=state", new BreakerOpened(20, 20, NINE)),
        arguments(
            "lockout.breaker-closed.v1", "freeze-breaker=state", new BreakerClosed("oscar", NINE)),
        arguments(
            "lockout.officer-asked.v1",
            "officer=oscar",
            new OfficerAsked("freeze", "freeze-1", "oscar", NINE)),
        arguments(
            "alerts.alert-raised.v1",
            "alert=freeze-breaker-1",
            new AlertRaised(
                "freeze-breaker-1",
                "freeze-breaker",
                "critical",
                "service",
                "lockout-service",
                20,
                20,
                List.of(),
                false,
                NINE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void is_stored_as_the_golden_file_says(String name, String tag, Object event) throws Exception {
    var position =
        store
            .append(Map.of(), List.of(event))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .getFirst()
            .position();

    var equals = tag.indexOf('=');
    var stored =
        store
            .read(Boundary.of(EventTag.of(tag.substring(0, equals), tag.substring(equals + 1))))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .stream()
            .filter(one -> one.position() == position)
            .findAny()
            .orElseThrow();

    assertThat(stored.type() + ".v" + stored.version()).isEqualTo(name);
    assertThat(stored.json()).isEqualTo(golden(name));
    assertThat(stored.payload()).isEqualTo(event);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void the_golden_file_is_read_as_it_was_meant(String name, String tag, Object event)
      throws Exception {
    assertThat(tag).contains("=");
    assertThat(json.readValue(golden(name), event.getClass())).isEqualTo(event);
  }

  private static String golden(String name) throws IOException {
    try (var file = GoldenEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    }
  }
}
