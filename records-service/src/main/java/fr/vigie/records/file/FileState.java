package fr.vigie.records.file;

import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.records.budgets.ExposureDay;
import fr.vigie.records.file.FileCommand.CloseAppointment;
import fr.vigie.records.file.FileCommand.EndRegistration;
import fr.vigie.records.file.FileCommand.MakeAppointment;
import fr.vigie.records.file.FileCommand.Replace;
import fr.vigie.records.file.FileCommand.WriteNote;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a change of a file depends on, folded from its boundary, and the decision.
///
/// @param registered there is such a file
/// @param ended its registration is over
/// @param follower the advisor who follows the person now
/// @param entries appointments and notes by reference, and whether they may still be closed
record FileState(
    boolean registered, boolean ended, @Nullable String follower, Map<String, Boolean> entries) {

  static final FileState NOTHING = new FileState(false, false, null, Map.of());

  /// The relation that allows a change.
  static final String PORTFOLIO = "portfolio";

  private static final UUID NOBODY = new UUID(0, 0);

  FileState {
    entries = Map.copyOf(entries);
  }

  /// The person's registration, relations and entries.
  static Boundary boundary(FileCommand command) {
    var person = command.person() == null ? NOBODY : command.person();
    return Boundary.of(
        EventTag.of("person", person.toString()),
        Registered.class,
        RegistrationEnded.class,
        RegistrationRenewed.class,
        EntryWritten.class,
        PersonAssigned.class,
        FileArchived.class,
        FileRecalled.class,
        DataErased.class);
  }

  FileState after(Object event) {
    return switch (event) {
      case Registered _ -> new FileState(true, false, follower, entries);
      case RegistrationEnded _ -> new FileState(registered, true, follower, entries);
      case RegistrationRenewed _ -> new FileState(true, false, follower, entries);
      case FileArchived _ -> new FileState(false, ended, follower, entries);
      case FileRecalled _ -> new FileState(true, ended, follower, entries);
      case DataErased erased -> erased.retention().equals("file") ? NOTHING : this;
      case PersonAssigned assigned -> new FileState(registered, ended, assigned.advisor(), entries);
      case EntryWritten written -> with(written);
      default -> throw new IllegalArgumentException("not of this boundary: " + event.getClass());
    };
  }

  private FileState with(EntryWritten written) {
    var all = new HashMap<>(entries);
    all.put(written.entry(), written.change().equals("appointment-made"));
    return new FileState(registered, ended, follower, all);
  }

  /// @param sealed what is to be written; null where the person has no key to seal it with
  static Decision<FileAnswer> decide(
      FileCommand command, @Nullable String sealed, FileState state, Instant now) {
    var person = command.person();
    if (person == null || !state.registered() || sealed == null) {
      return refuse(command, null, FileRefusal.NO_SUCH_PERSON, now);
    }
    if (!command.advisor().equals(state.follower())) {
      return refuse(command, person, FileRefusal.NO_RELATION, now);
    }
    if (state.ended()) {
      return refuse(command, person, FileRefusal.REGISTRATION_ENDED, now);
    }
    var ref = person.toString();
    return switch (command) {
      case Replace replace ->
          done(
              new FileChanged(
                  ref, command.change(), PORTFOLIO, Map.of(word(replace.part()), sealed)));
      case EndRegistration _ ->
          done(new RegistrationEnded(ref, PORTFOLIO, Map.of(FieldClass.SITUATION.word(), sealed)));
      case MakeAppointment(_, _, var entry) -> once(state, command, entry, sealed);
      case WriteNote(_, _, var entry) -> once(state, command, entry, sealed);
      case CloseAppointment(_, _, var entry) -> {
        var open = state.entries().get(entry.toString());
        if (open == null) {
          yield refuse(command, person, FileRefusal.NO_SUCH_ENTRY, now);
        }
        yield open
            ? done(written(command, entry, sealed))
            : refuse(command, person, FileRefusal.ENTRY_CLOSED, now);
      }
    };
  }

  // The same request sent again is answered as the first was, and writes nothing.
  private static Decision<FileAnswer> once(
      FileState state, FileCommand command, UUID entry, String sealed) {
    return state.entries().containsKey(entry.toString())
        ? new Decision<>(List.of(), new FileAnswer.Done())
        : done(written(command, entry, sealed));
  }

  private static EntryWritten written(FileCommand command, UUID entry, String sealed) {
    var fieldClass = command instanceof WriteNote ? FieldClass.HISTORY : FieldClass.APPOINTMENTS;
    return new EntryWritten(
        String.valueOf(command.person()),
        entry.toString(),
        fieldClass.word(),
        command.change(),
        PORTFOLIO,
        sealed);
  }

  private static String word(Part part) {
    return part.fieldClass().word();
  }

  private static Decision<FileAnswer> done(Object event) {
    return new Decision<>(List.of(event), new FileAnswer.Done());
  }

  private static Decision<FileAnswer> refuse(
      FileCommand command, @Nullable UUID person, FileRefusal reason, Instant now) {
    return new Decision<>(
        List.of(
            new ChangeRefused(
                person == null ? null : person.toString(),
                command.advisor(),
                ExposureDay.of(now),
                command.change(),
                reason.word())),
        new FileAnswer.Refused(reason));
  }
}
