package fr.vigie.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountInvited;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.contracts.identity.IdentityEvent.FederatedIdentityBound;
import fr.vigie.contracts.identity.IdentityEvent.InvitationApproved;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.IdentityEvent.ProfileChanged;
import fr.vigie.contracts.identity.IdentityEvent.RecoveryCodeUsed;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesRefused;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesReviewed;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.contracts.identity.IdentityEvent.SigningKeyMade;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
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

/// What was once stored is read for ever: the golden files are never edited.
class GoldenEventsTest {

  private static final String ALICE = "7d3c1e9a-5b7e-4a55-9d2f-0a4d8a7b1c01";
  private static final String SESSION = "1f0a9c3e-2b6d-4c8e-8f11-5d2e7a9b3c02";
  private static final String OSCAR = "2c9b6e1d-8f3a-4b7c-9e05-6a1d3f5b7c03";
  private static final String KEY = "Xn1v3kqJm2o8s5t7u9w0yA";

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
    var alice = IdentityEvents.account(ALICE);
    return Stream.of(
        arguments(
            "identity.account-created",
            new AccountCreated(ALICE, "FT", "FT-01", List.of("advisor", "manager")),
            alice),
        arguments(
            "identity.account-invited",
            new AccountInvited(ALICE, Instant.parse("2026-01-06T09:00:00Z")),
            alice),
        arguments("identity.invitation-approved", new InvitationApproved(ALICE), alice),
        arguments("identity.profile-changed", new ProfileChanged(ALICE), alice),
        arguments("identity.account-closed", new AccountClosed(ALICE, "left"), alice),
        arguments("identity.account-reopened", new AccountReopened(ALICE), alice),
        arguments(
            "identity.roles-requested",
            new RolesRequested(ALICE, SESSION, List.of("manager"), OSCAR),
            alice),
        arguments(
            "identity.roles-granted", new RolesGranted(ALICE, SESSION, List.of("manager")), alice),
        arguments(
            "identity.roles-refused", new RolesRefused(ALICE, SESSION, List.of("manager")), alice),
        arguments("identity.roles-withdrawn", new RolesWithdrawn(ALICE, List.of("manager")), alice),
        arguments("identity.roles-reviewed", new RolesReviewed(ALICE, List.of("advisor")), alice),
        arguments("identity.signed-in", new SignedIn(ALICE, SESSION, List.of("pwd", "otp")), alice),
        arguments(
            "identity.sign-in-failed",
            new SignInFailed(KEY, "pwd", "wrong-secret"),
            IdentityEvents.accountKey(KEY)),
        arguments(
            "identity.session-ended",
            new SessionEnded(ALICE, SESSION, "refresh-reused"),
            IdentityEvents.session(SESSION)),
        arguments("identity.factor-added", new FactorAdded(ALICE, "passkey", SESSION), alice),
        arguments(
            "identity.factor-removed",
            new FactorRemoved(ALICE, "passkey", SESSION, "by-owner"),
            alice),
        arguments(
            "identity.federated-identity-bound",
            new FederatedIdentityBound(ALICE, "proconnect"),
            alice),
        arguments("identity.recovery-code-used", new RecoveryCodeUsed(ALICE, 9), alice),
        arguments(
            "identity.probation-started",
            new ProbationStarted(ALICE, "password-reset", Instant.parse("2026-01-06T09:00:00Z")),
            alice),
        arguments(
            "identity.signing-key-made",
            new SigningKeyMade(KEY, "scheduled", Instant.parse("2026-01-05T09:15:00Z")),
            IdentityEvents.signingKey(KEY)),
        arguments(
            "requests.request-refused",
            new RequestRefused("web-front", "token", "proof-replayed", 3),
            EventTag.of("by", "web-front")),
        arguments(
            "alerts.alert-raised",
            new AlertRaised(
                SESSION,
                "refresh-token-reused",
                "critical",
                "session",
                SESSION,
                2,
                1,
                List.of(SESSION),
                false,
                Instant.parse("2026-01-05T09:00:00Z")),
            IdentityEvents.alert(SESSION)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void is_stored_as_the_golden_file_says(String name, Recorded event, EventTag tag)
      throws IOException {
    store.append(Map.of(), List.of(event)).toCompletableFuture().join();

    var stored = store.read(Boundary.of(tag)).toCompletableFuture().join().getFirst();

    var golden = "/events/" + name + ".v1.json";
    try (var file = Objects.requireNonNull(getClass().getResourceAsStream(golden), golden)) {
      assertThat(json.readTree(stored.json())).isEqualTo(json.readTree(file));
    }
    assertThat(stored.type()).isEqualTo(name);
    assertThat(stored.version()).isEqualTo(1);
    assertThat(stored.payload()).isEqualTo(event);
  }
}
