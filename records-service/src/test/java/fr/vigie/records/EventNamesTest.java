package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.ExportOrderShown;
import fr.vigie.contracts.records.DisclosureEvent.FileExported;
import fr.vigie.contracts.records.DisclosureEvent.GlassQueueShown;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import fr.vigie.contracts.records.RecordsEvent.ApprovalAsked;
import fr.vigie.contracts.records.RecordsEvent.ApprovalGiven;
import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.ExportOrdered;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent.AdvisorDesignated;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.relations.Glass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The stored form of every event, for ever: what a file of `golden/` says was written once, and is
/// to be read as long as there are stores.
class EventNamesTest {

  private static final String AWA = "0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01";
  private static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final String BEN = "5f0c9d7e-0000-4000-8000-000000000002";
  private static final String MAUD = "5f0c9d7e-0000-4000-8000-000000000003";
  private static final String GRANT = "7c1f0b1e-0000-4000-8000-000000000001";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");
  private static final EventTag OF_ALICE = EventTag.of("advisor", ALICE);
  private static final EventTag DAY_OF_ALICE = EventTag.of("advisor-day", ALICE + "|2026-01-05");
  private static final String APPROVAL = "6c1d0b8e-0000-4000-8000-000000000007";
  private static final EventTag OF_APPROVAL = EventTag.of("approval", APPROVAL);
  private static final EventTag OF_AWA = EventTag.of("person", AWA);

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(
            "records.job-seeker-registered",
            new Registered(AWA, Map.of("identity", "c2VhbGVk")),
            List.of(OF_AWA)),
        Arguments.of(
            "records.file-changed",
            new FileChanged(AWA, "contact-changed", "portfolio", Map.of("contact", "c2VhbGVk")),
            List.of(OF_AWA)),
        Arguments.of(
            "records.entry-written",
            new EntryWritten(
                AWA,
                "7a5d0b8e-0000-4000-8000-000000000001",
                "appointments",
                "appointment-made",
                "portfolio",
                "c2VhbGVk"),
            List.of(OF_AWA)),
        Arguments.of(
            "records.registration-ended",
            new RegistrationEnded(AWA, "portfolio", Map.of("situation", "c2VhbGVk")),
            List.of(OF_AWA)),
        Arguments.of(
            "records.registration-renewed",
            new RegistrationRenewed(AWA, "reception", Map.of("situation", "c2VhbGVk")),
            List.of(OF_AWA)),
        Arguments.of(
            "records.change-refused",
            new ChangeRefused(AWA, ALICE, DAY, "contact-changed", "no-relation"),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.data-erased",
            new DataErased(AWA, "disability", "6-months-after-recognition"),
            List.of(OF_AWA)),
        Arguments.of("records.file-archived", new FileArchived(AWA), List.of(OF_AWA)),
        Arguments.of("records.file-recalled", new FileRecalled(AWA, APPROVAL), List.of(OF_AWA)),
        Arguments.of(
            "records.approval-asked",
            new ApprovalAsked(AWA, APPROVAL, "recall", ALICE, "FT"),
            List.of(OF_APPROVAL)),
        Arguments.of(
            "records.approval-given",
            new ApprovalGiven(AWA, APPROVAL, "recall", ALICE),
            List.of(OF_APPROVAL)),
        Arguments.of(
            "records.approval-used",
            new ApprovalUsed(AWA, APPROVAL, "recall", ALICE),
            List.of(OF_APPROVAL)),
        Arguments.of(
            "records.export-ordered",
            new ExportOrdered(APPROVAL, "unedic", List.of(AWA), ALICE),
            List.of(EventTag.of("order", APPROVAL))),
        Arguments.of(
            "records.file-exported",
            new FileExported(
                AWA, ALICE, DAY, List.of("identity", "nir"), "subject-access", null, 2_048),
            List.of(OF_ALICE, DAY_OF_ALICE, OF_AWA)),
        Arguments.of(
            "records.person-assigned",
            new PersonAssigned(AWA, ALICE, "FT", "FT-01"),
            List.of(OF_AWA, OF_ALICE)),
        Arguments.of(
            "records.record-disclosed",
            new RecordDisclosed(
                AWA,
                ALICE,
                DAY,
                List.of("identity", "contact"),
                "interview",
                "portfolio",
                2048,
                "campaign"),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.disclosure-refused",
            new DisclosureRefused(null, ALICE, DAY, "interview", "no-such-person"),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.portfolio-listed",
            new PortfolioListed(ALICE, DAY, List.of(AWA)),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.person-sought",
            new PersonSought(
                ALICE, DAY, "nir", "9f86d081884c7d65", List.of(AWA), "portfolio", "identity-check"),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.portfolio-searched",
            new PortfolioSearched(ALICE, DAY, "9f86d081884c7d65", List.of()),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.call-refused",
            new CallRefused(ALICE, DAY, "read", "unknown-purpose"),
            List.of(OF_ALICE, DAY_OF_ALICE)),
        Arguments.of(
            "records.shift-opened",
            new ShiftOpened(GRANT, ALICE, "FT", "FT-01", NINE, NOON, MAUD),
            List.of(OF_ALICE, EventTag.of("grant", GRANT))),
        Arguments.of(
            "records.replacement-granted",
            new ReplacementGranted(GRANT, ALICE, BEN, "FT", NINE, NOON, MAUD),
            List.of(OF_ALICE, EventTag.of("grant", GRANT))),
        Arguments.of(
            "records.co-follow-up-granted",
            new CoFollowUpGranted(GRANT, AWA, ALICE, "CE-01", "CE-01", NINE, NOON, MAUD),
            List.of(OF_ALICE, OF_AWA)),
        Arguments.of(
            "records.advisor-designated",
            new AdvisorDesignated(GRANT, ALICE, "FT", NINE, NOON, MAUD),
            List.of(OF_ALICE, EventTag.of("grant", GRANT))),
        Arguments.of(
            "records.glass-broken",
            new Glass(
                new GlassBroken(
                    GRANT,
                    AWA,
                    ALICE,
                    "FT",
                    "FT-01",
                    List.of("identity", "contact"),
                    "visitor",
                    NINE,
                    NOON),
                "c2VhbGVk"),
            List.of(OF_ALICE, OF_AWA, EventTag.of("grant", GRANT))),
        Arguments.of(
            "records.glass-reviewed",
            new GlassReviewed(GRANT, AWA, ALICE, "justified", "manager", NOON, MAUD),
            List.of(OF_ALICE, EventTag.of("grant", GRANT))),
        Arguments.of(
            "records.glass-queue-shown",
            new GlassQueueShown(MAUD, DAY, List.of(GRANT)),
            List.of(EventTag.of("advisor", MAUD))),
        Arguments.of(
            "records.export-order-shown",
            new ExportOrderShown(MAUD, DAY, GRANT),
            List.of(EventTag.of("advisor", MAUD), EventTag.of("order", GRANT))),
        Arguments.of(
            "requests.request-refused",
            new RequestRefused(ALICE, "GET /v1/records/{ref}", "unknown-purpose", 1),
            List.of(EventTag.of("by", ALICE))),
        Arguments.of(
            "records.tranche-taken",
            new TrancheTaken(ALICE, DAY, "FT", 20),
            List.of(OF_ALICE, DAY_OF_ALICE, EventTag.of("organisation-day", "FT|2026-01-05"))),
        Arguments.of(
            "records.grant-ended",
            new GrantEnded(GRANT, ALICE, AWA, NOON, MAUD),
            List.of(OF_ALICE, OF_AWA)),
        Arguments.of(
            "records.grant-refused",
            new GrantRefused(GRANT, ALICE, "open-shift", "another-agency", MAUD),
            List.of(EventTag.of("manager", MAUD))),
        Arguments.of(
            "records.standing-changed",
            new StandingChanged("account", ALICE, true, "17", NINE),
            List.of(OF_ALICE)),
        Arguments.of(
            "records.probation-noted", new ProbationNoted(ALICE, NOON, GRANT), List.of(OF_ALICE)),
        Arguments.of(
            "alerts.alert-raised",
            new AlertRaised(
                GRANT,
                "exposure-budget",
                "critical",
                "account",
                ALICE,
                201,
                200,
                List.of(GRANT),
                true,
                NINE),
            List.of(OF_ALICE, DAY_OF_ALICE)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void is_stored_as_its_golden_file_says(String name, Object event, List<EventTag> tags)
      throws IOException {
    var stored = stored(event, tags.getFirst());

    assertThat(stored.type()).isEqualTo(name);
    assertThat(stored.version()).isEqualTo(1);
    assertThat(json(stored.json())).isEqualTo(json(golden(name)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void is_read_from_its_golden_file(String name, Object event, List<EventTag> tags)
      throws IOException {
    assertThat(EventNames.JSON.readValue(golden(name), event.getClass())).isEqualTo(event);
    assertThat(tags).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void is_found_by_each_of_its_tags(String name, Object event, List<EventTag> tags) {
    for (var tag : tags) {
      assertThat(stored(event, tag).payload()).as(name).isEqualTo(event);
    }
  }

  @Test
  void a_disclosure_of_before_bytes_were_counted_is_still_read() throws IOException {
    assertThat(
            EventNames.JSON.readValue(
                golden("records.record-disclosed.first"), RecordDisclosed.class))
        .isEqualTo(
            new RecordDisclosed(
                AWA,
                ALICE,
                DAY,
                List.of("identity", "contact"),
                "interview",
                "portfolio",
                0,
                null));
  }

  @Test
  void a_search_of_before_a_reason_was_asked_for_is_still_read() throws IOException {
    assertThat(EventNames.JSON.readValue(golden("records.person-sought.first"), PersonSought.class))
        .isEqualTo(
            new PersonSought(
                ALICE, DAY, "nir", "9f86d081884c7d65", List.of(AWA), "portfolio", null));
  }

  @Test
  void a_copy_of_before_bytes_were_counted_is_still_read() throws IOException {
    assertThat(EventNames.JSON.readValue(golden("records.file-exported.first"), FileExported.class))
        .isEqualTo(
            new FileExported(
                AWA, ALICE, DAY, List.of("identity", "nir"), "subject-access", null, 0));
  }

  private static StoredEvent stored(Object event, EventTag tag) {
    var store =
        new DecidingEventStore(
            new InMemoryEventStorageEngine(),
            EventNames.TABLE,
            Clock.fixed(Instant.parse("2026-01-05T09:00:00Z"), ZoneOffset.UTC));
    store.append(Map.of(), List.of(event)).toCompletableFuture().join();
    return store.read(Boundary.of(tag, event.getClass())).toCompletableFuture().join().getFirst();
  }

  private static String golden(String name) throws IOException {
    try (var in = EventNamesTest.class.getResourceAsStream("/golden/" + name + ".v1.json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(String text) throws IOException {
    return EventNames.JSON.readTree(text);
  }
}
