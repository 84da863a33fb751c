package fr.vigie.lockout.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyCallRefused;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyDeclined;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyProposed;
import fr.vigie.eventstore.Boundary;
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
import java.time.Instant;
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

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final String PROPOSAL = "11111111-1111-1111-1111-111111111111";

  // The defaults: what is stored here is in force for the other tests.
  private static final List<String> NUMBERS =
      Numbers.words(PolicySettingsTest.settings(Map.of()).policy());

  @Inject EventStore store;
  @Inject ObjectMapper json;

  static Stream<Arguments> events() {
    return Stream.of(
        arguments(
            "lockout.policy-proposed.v1",
            new PolicyProposed(PROPOSAL, NUMBERS, "under-attack", "oscar", NINE)),
        arguments("lockout.policy-declined.v1", new PolicyDeclined(PROPOSAL, "olga", NINE)),
        arguments(
            "lockout.policy-approved.v1",
            new PolicyApproved(PROPOSAL, NUMBERS, "oscar", "olga", NINE)),
        arguments(
            "lockout.policy-call-refused.v1",
            new PolicyCallRefused(PROPOSAL, "approve-policy", "same-officer", "oscar", NINE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void is_stored_as_the_golden_file_says(String name, PolicyEvent event) throws Exception {
    var position =
        store
            .append(Map.of(), List.of(event))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .getFirst()
            .position();
    var tag = PolicyTags.of(event).stream().findAny().orElseThrow();

    var stored =
        store.read(Boundary.of(tag)).toCompletableFuture().get(10, TimeUnit.SECONDS).stream()
            .filter(one -> one.position() == position)
            .findAny()
            .orElseThrow();

    assertThat(stored.type() + ".v" + stored.version()).isEqualTo(name);
    assertThat(stored.json()).isEqualTo(golden(name));
    assertThat(stored.payload()).isEqualTo(event);
    assertThat(json.readValue(golden(name), event.getClass())).isEqualTo(event);
  }

  private static String golden(String name) throws IOException {
    try (var file = GoldenEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    }
  }
}
