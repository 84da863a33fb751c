package fr.vigie.records.file;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.eventstore.Decision;
import fr.vigie.records.file.FileCommand.CloseAppointment;
import fr.vigie.records.file.FileCommand.EndRegistration;
import fr.vigie.records.file.FileCommand.MakeAppointment;
import fr.vigie.records.file.FileCommand.Replace;
import fr.vigie.records.file.FileCommand.WriteNote;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.relations.Asker;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FileStateTest {

  private static final UUID AWA = UUID.fromString("0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01");
  private static final UUID MEETING = UUID.fromString("7a5d0b8e-0000-4000-8000-000000000001");
  private static final Asker ALICE = new Asker("alice", "FT", "FT-01", "s-1", true);
  private static final Asker BEN = new Asker("ben", "FT", "FT-01", "s-2", true);
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Object[] FOLLOWED = {
    new Registered(AWA.toString(), Map.of()),
    new PersonAssigned(AWA.toString(), "alice", "FT", "FT-01")
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
    var decided = decide(new Replace(BEN, AWA, Part.CONTACT), FOLLOWED);

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

    assertThat(FileState.decide(command, null, state(command, FOLLOWED), NINE).answer())
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

  @Test
  void who_went_to_another_organisation_writes_into_no_former_file() {
    var gone = new Asker("alice", "CE-01", "CE-01", "s-1", true);

    assertThat(decide(new Replace(gone, AWA, Part.CONTACT), FOLLOWED).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_RELATION));
  }

  @Test
  void who_stands_in_writes_what_comes_up_on_the_way_and_not_who_the_person_is() {
    var standsIn =
        new ReplacementGranted(
            "r-1", "ben", "alice", "FT", NINE.minusSeconds(60), NINE.plusSeconds(60), "maud");

    for (var part : List.of(Part.CONTACT, Part.SITUATION, Part.PATH, Part.CONTRACT)) {
      assertThat(decide(new Replace(BEN, AWA, part), with(standsIn)).events())
          .extracting(event -> ((FileChanged) event).basis())
          .containsExactly("replacement");
    }
    assertThat(decide(new Replace(BEN, AWA, Part.IDENTITY), with(standsIn)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NOT_YOURS_TO_WRITE));
    assertThat(
            decide(new EndRegistration(BEN, AWA, LocalDate.parse("2026-01-05")), with(standsIn))
                .answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NOT_YOURS_TO_WRITE));
    assertThat(
            decide(
                    new Replace(BEN, AWA, Part.CONTACT),
                    with(standsIn, new GrantEnded("r-1", "ben", null, NINE, "maud")))
                .answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_RELATION));
  }

  @Test
  void at_the_desk_a_new_telephone_is_written_and_nothing_else() {
    var shift =
        new ShiftOpened(
            "g-1", "ben", "FT", "FT-01", NINE.minusSeconds(60), NINE.plusSeconds(60), "maud");

    assertThat(decide(new Replace(BEN, AWA, Part.CONTACT), with(shift)).events())
        .extracting(event -> ((FileChanged) event).basis())
        .containsExactly("reception-shift");
    assertThat(decide(new Replace(BEN, AWA, Part.PATH), with(shift)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NOT_YOURS_TO_WRITE));
    assertThat(decide(new MakeAppointment(BEN, AWA, MEETING), with(shift)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NOT_YOURS_TO_WRITE));
  }

  @Test
  void another_s_right_is_nobody_else_s() {
    var carls =
        new CoFollowUpGranted(
            "c-1",
            AWA.toString(),
            "carl",
            "CE-01",
            "CE-01",
            NINE.minusSeconds(60),
            NINE.plusSeconds(60),
            "maud");

    assertThat(decide(new Replace(BEN, AWA, Part.CONTACT), with(carls)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.NO_RELATION));
    var carl = new Asker("carl", "CE-01", "CE-01", "s-3", true);
    assertThat(decide(new WriteNote(carl, AWA, MEETING), with(carls)).answer())
        .isEqualTo(new FileAnswer.Done());
  }

  // ATTACKS 29: the freeze is in the boundary of what is written as well.
  @Test
  void who_is_frozen_writes_nothing() {
    var frozen = new StandingChanged("account", "alice", true, "7", NINE);

    assertThat(decide(new Replace(ALICE, AWA, Part.CONTACT), with(frozen)).answer())
        .isEqualTo(new FileAnswer.Refused(FileRefusal.ACCOUNT_FROZEN));
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
    return FileState.decide(command, "sealed", state(command, past), NINE);
  }

  private static FileState state(FileCommand command, Object... past) {
    var state = FileState.before(command);
    for (var event : past) {
      state = state.after(event);
    }
    return state;
  }
}
