package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Factor.ONE_TIME_CODE;
import static fr.vigie.lockout.attempts.Factor.PASSWORD;
import static fr.vigie.lockout.attempts.Story.NINE;
import static fr.vigie.lockout.attempts.Story.failed;
import static fr.vigie.lockout.attempts.Story.locked;
import static fr.vigie.lockout.attempts.Story.permitted;
import static fr.vigie.lockout.attempts.Story.refused;
import static fr.vigie.lockout.attempts.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.eventstore.EventStore;
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
    return Stream.of(
        arguments("lockout.attempt-permitted.v1", permitted(1, PASSWORD, NINE)),
        arguments("lockout.attempt-refused.v1", refused(2, PASSWORD, NINE, "locked")),
        arguments("lockout.attempt-failed.v1", failed(3, ONE_TIME_CODE, NINE)),
        arguments("lockout.attempt-succeeded.v1", succeeded(4, ONE_TIME_CODE, NINE, true)),
        arguments("lockout.account-locked.v1", locked(5, NINE, NINE.plusSeconds(900))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void is_stored_as_the_golden_file_says(String name, LockoutEvent event) throws Exception {
    var position =
        store
            .append(Map.of(), List.of(event))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .getFirst()
            .position();

    var stored =
        store
            .read(
                AttemptTags.of(event).stream()
                    .map(tag -> fr.vigie.eventstore.Boundary.of(tag))
                    .findAny()
                    .orElseThrow())
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
  void the_golden_file_is_read_as_it_was_meant(String name, LockoutEvent event) throws Exception {
    assertThat(json.readValue(golden(name), event.getClass())).isEqualTo(event);
  }

  private static String golden(String name) throws IOException {
    try (var file = GoldenEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    }
  }
}
