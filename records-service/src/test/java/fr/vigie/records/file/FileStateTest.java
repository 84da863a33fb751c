package fr.vigie.records.file;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Decision;
import fr.vigie.records.file.FileCommand.CloseAppointment;
import fr.vigie.records.file.FileCommand.EndRegistration;
import fr.vigie.records.file.FileCommand.MakeAppointment;
import fr.vigie.records.file.FileCommand.Replace;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FileStateTest {

  private static final UUID AWA = UUID.fromString("0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01");
  private static final UUID MEETING = UUID.fromString("7a5d0b8e-0000-4000-8000-000000000001");
  private static final String ALICE = "alice";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Object[] FOLLOWED = {
    new Registered(AWA.toString(), Map.of()),
    new PersonAssigned(AWA.toString(), ALICE, "FT", "FT-01")
  };

  @Test
  void who_follows_a_person_changes_the_file() {
    assertThat(decide(new Replace(ALICE, AWA, Part.CONTACT), FOLLOWED).events())
        .isEqualTo(
            List.of(
                new FileChanged(
                    AWA.toString(), "contact-changed", "portfolio", Map.of("contact", "sealed"))));
  }

  @Test
  void who_follows_somebody_else_changes_nothing_and_that_is_noted() {
    var decided = decide(new Replace("ben", AWA, Part.CONTACT), FOLLOWED);

    assertThat(decided.answer()).isEqualTo(new FileAnswer.Refused(FileRefusal.NO_RELATION));
    assertThat(decided.events())
        .isEqualTo(
            List.of(
                new ChangeRefused(
                    AWA.toString(),
                    "ben",
                    LocalDate.parse("2026-01-05"),
                    "contact-changed",
                    "no-relation")));
  }

  @Test
  void nobody_has_no_file() {
    assertThat(decide(new Replace(ALICE, null, Part.CONTACT)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_SUCH_PERSON));
    assertThat(decide(new Replace(ALICE, AWA, Part.CONTACT)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_SUCH_PERSON));
  }

  @Test
  void a_person_without_a_key_is_nobody() {
    var command = new Replace(ALICE, AWA, Part.CONTACT);

    assertThat(FileState.decide(command, null, state(FOLLOWED), NINE).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_SUCH_PERSON));
  }

  @Test
  void a_registration_that_is_over_changes_no_more_until_it_is_renewed() {
    var ended = new RegistrationEnded(AWA.toString(), "portfolio", Map.of());
    var end = new EndRegistration(ALICE, AWA, LocalDate.parse("2026-01-05"));

    assertThat(decide(end, FOLLOWED).events()).hasOnlyElementsOfType(RegistrationEnded.class);
    assertThat(decide(end, with(ended)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.REGISTRATION_ENDED));
    assertThat(
            decide(end, with(ended, new RegistrationRenewed(AWA.toString(), "x", Map.of())))
                .answer())
        .isEqualTo(new FileAnswer.Done());
  }

  @Test
  void an_appointment_is_made_once_and_closed_once() {
    var make = new MakeAppointment(ALICE, AWA, MEETING);
    var close = new CloseAppointment(ALICE, AWA, MEETING);
    var made = written("appointment-made");

    assertThat(decide(make, FOLLOWED).events()).isEqualTo(List.of(made));
    assertThat(decide(make, with(made)).events()).isEmpty();
    assertThat(decide(make, with(made)).answer()).isEqualTo(new FileAnswer.Done());
    assertThat(decide(close, FOLLOWED).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_SUCH_ENTRY));
    assertThat(decide(close, with(made)).events())
        .isEqualTo(List.of(written("appointment-closed")));
    assertThat(decide(close, with(made, written("appointment-closed"))).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.ENTRY_CLOSED));
  }

  private static EntryWritten written(String change) {
    return new EntryWritten(
        AWA.toString(), MEETING.toString(), "appointments", change, "portfolio", "sealed");
  }

  private static Object[] with(Object... more) {
    var all = new java.util.ArrayList<Object>(List.of(FOLLOWED));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static Decision<FileAnswer> decide(FileCommand command, Object... past) {
    return FileState.decide(command, "sealed", state(past), NINE);
  }

  private static FileState state(Object... past) {
    var state = FileState.NOTHING;
    for (var event : past) {
      state = state.after(event);
    }
    return state;
  }
}
