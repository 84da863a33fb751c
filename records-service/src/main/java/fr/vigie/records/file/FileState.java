package fr.vigie.records.file;

import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.ParisTime;
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
import fr.vigie.records.relations.Basis;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.relations.Rights;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a change of a file depends on, folded from its boundary, and the decision.
///
/// @param person who follows the person, and whether there is such a file
/// @param ended its registration is over
/// @param entries appointments and notes by reference, and whether they may still be closed
/// @param rights what was granted to the advisor beside the own portfolio
/// @param standing whether the advisor may act
record FileState(
    Followers person,
    boolean ended,
    Map<String, Boolean> entries,
    Rights rights,
    Standing standing) {

  FileState {
    entries = Map.copyOf(entries);
  }

  /// Nothing has happened yet.
  static FileState before(FileCommand command) {
    return new FileState(
        Followers.of(Followers.tagged(command.person())),
        false,
        Map.of(),
        Rights.NONE,
        Standing.GOOD);
  }

  /// The person's registration, relations and entries; the advisor's rights and standing.
  static Boundary boundary(FileCommand command) {
    var asker = command.asker();
    return Standing.in(
        Boundary.of(EventTag.of("person", Followers.tagged(command.person())), Followers.types())
            .or(
                EventTag.of("person", Followers.tagged(command.person())),
                RegistrationEnded.class,
                EntryWritten.class)
            .or(EventTag.of("advisor", asker.account()), RelationEvent.class, StandingEvent.class),
        asker.session(),
        asker.organisation());
  }

  FileState after(Object event) {
    return switch (event) {
      case StandingEvent change ->
          new FileState(person, ended, entries, rights, standing.after(change));
      case RelationEvent right ->
          new FileState(person.after(right), ended, entries, rights.after(right), standing);
      case RegistrationEnded _ -> new FileState(person, true, entries, rights, standing);
      case EntryWritten written -> with(written);
      case Registered _, RegistrationRenewed _ ->
          new FileState(person.after(event), false, entries, rights, standing);
      case DataErased _, FileArchived _, FileRecalled _, PersonAssigned _ ->
          new FileState(person.after(event), ended, entries, rights, standing);
      default -> throw new IllegalArgumentException("not of this boundary: " + event.getClass());
    };
  }

  private FileState with(EntryWritten written) {
    var all = new HashMap<>(entries);
    all.put(written.entry(), written.change().equals("appointment-made"));
    return new FileState(person, ended, all, rights, standing);
  }

  /// @param sealed what is to be written; null where the person has no key to seal it with
  static Decision<FileAnswer> decide(
      FileCommand command, @Nullable String sealed, FileState state, Instant now) {
    var person = command.person();
    if (state.standing.isFrozen()) {
      return refuse(command, null, FileRefusal.ACCOUNT_FROZEN, now);
    }
    if (person == null || !state.person.registered() || sealed == null) {
      return refuse(command, null, FileRefusal.NO_SUCH_PERSON, now);
    }
    var basis = state.rights.basis(command.asker(), state.person, now);
    if (basis.isEmpty()) {
      return refuse(command, person, FileRefusal.NO_RELATION, now);
    }
    if (!isAllowed(command, basis.get())) {
      return refuse(command, person, FileRefusal.NOT_YOURS_TO_WRITE, now);
    }
    if (state.ended()) {
      return refuse(command, person, FileRefusal.REGISTRATION_ENDED, now);
    }
    return state.write(command, person, basis.get().word(), sealed, now);
  }

  // Who ends a registration answers for the file.
  private static boolean isAllowed(FileCommand command, Basis basis) {
    return command instanceof EndRegistration
        ? basis == Basis.PORTFOLIO
        : basis.written().contains(command.fieldClass());
  }

  private Decision<FileAnswer> write(
      FileCommand command, UUID person, String basis, String sealed, Instant now) {
    var ref = person.toString();
    return switch (command) {
      case Replace _ ->
          done(
              new FileChanged(
                  ref, command.change(), basis, Map.of(command.fieldClass().word(), sealed)));
      case EndRegistration _ ->
          done(new RegistrationEnded(ref, basis, Map.of(command.fieldClass().word(), sealed)));
      case MakeAppointment(_, _, var entry) ->
          once(entry, written(command, ref, entry, basis, sealed));
      case WriteNote(_, _, var entry) -> once(entry, written(command, ref, entry, basis, sealed));
      case CloseAppointment(_, _, var entry) -> {
        var open = entries.get(entry.toString());
        if (open == null) {
          yield refuse(command, person, FileRefusal.NO_SUCH_ENTRY, now);
        }
        yield open
            ? done(written(command, ref, entry, basis, sealed))
            : refuse(command, person, FileRefusal.ENTRY_CLOSED, now);
      }
    };
  }

  // The same request sent again is answered as the first was, and writes nothing.
  private Decision<FileAnswer> once(UUID entry, EntryWritten written) {
    return entries.containsKey(entry.toString())
        ? new Decision<>(List.of(), new FileAnswer.Done())
        : done(written);
  }

  private static EntryWritten written(
      FileCommand command, String person, UUID entry, String basis, String sealed) {
    return new EntryWritten(
        person, entry.toString(), command.fieldClass().word(), command.change(), basis, sealed);
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
                command.asker().account(),
                ParisTime.day(now),
                command.change(),
                reason.word())),
        new FileAnswer.Refused(reason));
  }
}
