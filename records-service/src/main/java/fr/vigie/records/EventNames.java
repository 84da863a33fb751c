package fr.vigie.records;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent;
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
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.RelationEvent.AdvisorDesignated;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import fr.vigie.kit.Deeds;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.ExposureDay;
import fr.vigie.records.budgets.Tranche;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.standing.Standing;
import java.time.LocalDate;
import java.util.Set;

/// The one table of names of this service. A name, once here, stays.
public final class EventNames {

  /// How events are written and read. Its own: stored JSON does not change with a setting of the
  /// HTTP edge.
  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /// Every event this service stores.
  public static final EventTypes TABLE =
      RequestRefusals.register(
              rights(
                  EventTypes.builder(JSON, Deeds::attributes)
                      .stored(
                          "records.job-seeker-registered",
                          1,
                          Registered.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.file-changed",
                          1,
                          FileChanged.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.entry-written",
                          1,
                          EntryWritten.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.registration-ended",
                          1,
                          RegistrationEnded.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.registration-renewed",
                          1,
                          RegistrationRenewed.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.change-refused",
                          1,
                          ChangeRefused.class,
                          event -> advisorAndDay(event, event.day()))
                      .stored(
                          "records.data-erased",
                          1,
                          DataErased.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.file-archived",
                          1,
                          FileArchived.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.file-recalled",
                          1,
                          FileRecalled.class,
                          event -> Set.of(person(event.person())))
                      .stored(
                          "records.approval-asked",
                          1,
                          ApprovalAsked.class,
                          event -> approval(event.approval(), event.subject()))
                      .stored(
                          "records.approval-given",
                          1,
                          ApprovalGiven.class,
                          event -> approval(event.approval(), event.subject()))
                      .stored(
                          "records.approval-used",
                          1,
                          ApprovalUsed.class,
                          event -> approval(event.approval(), event.subject()))
                      .stored(
                          "records.export-ordered",
                          1,
                          ExportOrdered.class,
                          event -> Set.of(EventTag.of("order", event.order())))
                      .stored(
                          "records.person-assigned",
                          1,
                          PersonAssigned.class,
                          event -> Set.of(person(event.person()), advisor(event.advisor())))
                      .stored(
                          "records.record-disclosed",
                          1,
                          RecordDisclosed.class,
                          event -> advisorAndDay(event, event.day()))
                      .stored(
                          "records.disclosure-refused",
                          1,
                          DisclosureRefused.class,
                          event -> advisorAndDay(event, event.day()))
                      .stored(
                          "records.portfolio-listed",
                          1,
                          PortfolioListed.class,
                          event -> advisorAndDay(event, event.day()))
                      .stored(
                          "records.file-exported",
                          1,
                          FileExported.class,
                          event -> exported(event.advisor(), event.day(), event.person()))
                      .stored(
                          "records.person-sought",
                          1,
                          PersonSought.class,
                          event -> advisorAndDay(event, event.day()))
                      .stored(
                          "records.portfolio-searched",
                          1,
                          PortfolioSearched.class,
                          event -> advisorAndDay(event, event.day()))
                      .stored(
                          "records.call-refused",
                          1,
                          CallRefused.class,
                          event -> advisorAndDay(event, event.day()))))
          .build();

  private EventNames() {}

  // Apart, so that no chain is longer than a compiler's stack.
  private static EventTypes.Builder rights(EventTypes.Builder table) {
    return table
        .stored("records.shift-opened", 1, ShiftOpened.class, EventNames::right)
        .stored("records.replacement-granted", 1, ReplacementGranted.class, EventNames::right)
        .stored(
            "records.co-follow-up-granted",
            1,
            CoFollowUpGranted.class,
            event -> Set.of(advisor(event.advisor()), person(event.person()), grant(event.grant())))
        .stored("records.advisor-designated", 1, AdvisorDesignated.class, EventNames::right)
        .stored(
            "records.glass-broken",
            1,
            Glass.class,
            event ->
                Set.of(
                    advisor(event.broken().advisor()),
                    person(event.broken().person()),
                    grant(event.broken().grant())))
        .stored("records.glass-reviewed", 1, GlassReviewed.class, EventNames::right)
        .stored(
            "records.glass-queue-shown",
            1,
            GlassQueueShown.class,
            event -> advisorAndDay(event, event.day()))
        .stored(
            "records.export-order-shown",
            1,
            ExportOrderShown.class,
            event -> Set.of(advisor(event.advisor()), EventTag.of("order", event.order())))
        .stored(
            "records.tranche-taken",
            1,
            TrancheTaken.class,
            event ->
                Set.of(
                    advisor(event.advisor()),
                    ExposureDay.tag(event.advisor(), event.day()),
                    Tranche.month(event.advisor(), event.day()),
                    Tranche.tag(event.organisation(), event.day())))
        .stored(
            "records.grant-ended",
            1,
            GrantEnded.class,
            event ->
                event.person() == null
                    ? right(event)
                    : Set.of(
                        advisor(event.advisor()), person(event.person()), grant(event.grant())))
        .stored(
            "records.grant-refused",
            1,
            GrantRefused.class,
            event -> Set.of(EventTag.of("manager", event.by())))
        .stored(
            "records.standing-changed",
            1,
            StandingChanged.class,
            event -> Set.of(Standing.tag(event)))
        .stored(
            "records.probation-noted",
            1,
            ProbationNoted.class,
            event -> Set.of(Standing.tag(event)))
        .stored("alerts.alert-raised", 1, AlertRaised.class, Exposure::tags);
  }

  private static Set<EventTag> advisorAndDay(DisclosureEvent event, LocalDate day) {
    return Set.of(advisor(event.advisor()), ExposureDay.tag(event.advisor(), day));
  }

  private static Set<EventTag> right(RelationEvent event) {
    return Set.of(advisor(event.advisor()), grant(event.grant()));
  }

  private static EventTag grant(String grant) {
    return EventTag.of("grant", grant);
  }

  private static Set<EventTag> approval(String approval, String subject) {
    return Set.of(EventTag.of("approval", approval), EventTag.of("subject", subject));
  }

  private static Set<EventTag> exported(String account, LocalDate day, String person) {
    return Set.of(advisor(account), ExposureDay.tag(account, day), person(person));
  }

  private static EventTag person(String person) {
    return EventTag.of("person", person);
  }

  private static EventTag advisor(String advisor) {
    return EventTag.of("advisor", advisor);
  }
}
