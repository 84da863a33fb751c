package fr.vigie.records;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.kit.Deeds;
import fr.vigie.records.disclosure.ExposureDay;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
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
      EventTypes.builder(JSON, Deeds::attributes)
          .stored(
              "records.job-seeker-registered",
              1,
              Registered.class,
              event -> Set.of(person(event.person())))
          .stored(
              "records.file-changed", 1, FileChanged.class, event -> Set.of(person(event.person())))
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
              "records.data-erased", 1, DataErased.class, event -> Set.of(person(event.person())))
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
              "records.person-sought",
              1,
              PersonSought.class,
              event -> advisorAndDay(event, event.day()))
          .stored(
              "records.portfolio-searched",
              1,
              PortfolioSearched.class,
              event -> advisorAndDay(event, event.day()))
          .build();

  private EventNames() {}

  private static Set<EventTag> advisorAndDay(DisclosureEvent event, LocalDate day) {
    return Set.of(advisor(event.advisor()), ExposureDay.tag(event.advisor(), day));
  }

  private static EventTag person(String person) {
    return EventTag.of("person", person);
  }

  private static EventTag advisor(String advisor) {
    return EventTag.of("advisor", advisor);
  }
}
