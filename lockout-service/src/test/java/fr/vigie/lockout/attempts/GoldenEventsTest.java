package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.NETWORK;
import static fr.vigie.lockout.attempts.Story.NINE;
import static fr.vigie.lockout.attempts.Story.permitted;
import static fr.vigie.lockout.attempts.Story.refused;
import static fr.vigie.lockout.locks.Factor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.contracts.lockout.LockoutEvent.DevicesRevoked;
import fr.vigie.contracts.lockout.LockoutEvent.LockCleared;
import fr.vigie.contracts.lockout.LockoutEvent.LockExpired;
import fr.vigie.contracts.lockout.LockoutEvent.LockExtended;
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

  private static final String ALICE = Story.ALICE.value();

  /// Every event, in the form in which it is written today.
  static Stream<Arguments> events() {
    return Stream.of(
        arguments(
            "lockout.attempt-permitted.v1",
            new AttemptPermitted(
                id(1),
                ALICE,
                "pwd",
                NETWORK,
                NINE,
                NINE.plusSeconds(60),
                "alices-laptop",
                "fingerprint-0123",
                "web-front",
                "FT")),
        arguments(
            "lockout.attempt-refused.v1",
            new AttemptRefused(
                id(2), ALICE, "pwd", NETWORK, NINE, "locked", "alices-laptop", "web-front", "FT")),
        arguments(
            "lockout.attempt-failed.v1",
            new AttemptFailed(
                id(3), ALICE, "pwd", NINE, "alices-laptop", NETWORK, "fingerprint-0123", "FT")),
        arguments(
            "lockout.attempt-succeeded.v1",
            new AttemptSucceeded(
                id(4), ALICE, "otp", NINE, true, "alices-laptop", "alices-laptop")),
        arguments(
            "lockout.account-locked.v1",
            new AccountLocked(ALICE, 5, NINE, NINE.plusSeconds(900), "alices-laptop", 2)),
        arguments(
            "lockout.lock-expired.v1", new LockExpired(ALICE, null, NINE, NINE.plusSeconds(1))),
        arguments(
            "lockout.lock-extended.v1",
            new LockExtended(
                ALICE, null, NINE.plusSeconds(3600), "an-officer", "under-attack", NINE)),
        arguments("lockout.lock-cleared.v1", new LockCleared(ALICE, "an-officer", "proved", NINE)),
        arguments(
            "lockout.devices-revoked.v1",
            new DevicesRevoked(ALICE, 3, "identity-service", "reset", NINE)));
  }

  /// What was written before devices were told apart is read as of strangers.
  static Stream<Arguments> oldForms() {
    return Stream.of(
        arguments("lockout.attempt-permitted.v1", permitted(1, PASSWORD, NINE)),
        arguments("lockout.attempt-refused.v1", refused(2, PASSWORD, NINE, "locked")),
        arguments(
            "lockout.attempt-failed.v1",
            new AttemptFailed(id(3), ALICE, "otp", NINE, null, null, null, null)),
        arguments(
            "lockout.attempt-succeeded.v1",
            new AttemptSucceeded(id(4), ALICE, "otp", NINE, true, null, null)),
        arguments(
            "lockout.account-locked.v1",
            new AccountLocked(ALICE, 5, NINE, NINE.plusSeconds(900), null, 0)));
  }

  private static String id(int number) {
    return Story.attempt(number).toString();
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldForms")
  void what_was_stored_before_is_read_as_it_was_meant(String name, LockoutEvent event)
      throws Exception {
    assertThat(json.readValue(golden("before-devices/" + name), event.getClass())).isEqualTo(event);
  }

  private static String golden(String name) throws IOException {
    try (var file = GoldenEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    }
  }
}
