package fr.vigie.records.file;

import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.file.FileCommand.CloseAppointment;
import fr.vigie.records.file.FileCommand.EndRegistration;
import fr.vigie.records.file.FileCommand.MakeAppointment;
import fr.vigie.records.file.FileCommand.Replace;
import fr.vigie.records.file.FileCommand.WriteNote;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.DataKey;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Changes files: seals what is to be written, decides, appends.
@ApplicationScoped
class FileChanges {

  /// What a request for a change came to.
  ///
  /// @param receipt of the event; null where the same was done before
  record Changed(FileAnswer answer, @Nullable Receipt receipt) {}

  private static final UUID NOBODY = new UUID(0, 0);

  private final EventStore store;
  private final PersonKeys keys;
  private final Files files;
  private final Outbox outbox;
  private final Clock clock;

  FileChanges(EventStore store, PersonKeys keys, Files files, Outbox outbox, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.files = files;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param content what is to be written
  Uni<Changed> change(FileCommand command, Object content, Map<String, String> attributes) {
    var person = command.person() == null ? NOBODY : command.person();
    return outbox
        .hasRoom()
        .flatMap(_ -> keys.of(person))
        .flatMap(theirs -> sealed(command, content, theirs))
        .flatMap(sealed -> decide(command, sealed.orElse(null), attributes))
        .map(decided ->
            new Changed(
                decided.answer(),
                decided.appended().isEmpty() ? null : decided.appended().getLast()));
  }

  private Uni<Decided<FileAnswer>> decide(
      FileCommand command, @Nullable String sealed, Map<String, String> attributes) {
    var now = clock.instant();
    return InTime.of(() ->
        store.decide(
            attributes,
            FileState.boundary(command),
            FileState.before(command),
            (state, event) -> state.after(event.payload()),
            state -> FileState.decide(command, sealed, state, now)));
  }

  private Uni<Optional<String>> sealed(
      FileCommand command, Object content, Map<Retention, DataKey> theirs) {
    if (!theirs.containsKey(Retention.FILE)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return switch (command) {
      case Replace _ -> now(Seals.seal(command.fieldClass(), content, theirs));
      case MakeAppointment(_, _, var entry) ->
          now(Seals.seal(command.fieldClass(), entry, content, theirs));
      case CloseAppointment(_, _, var entry) ->
          now(Seals.seal(command.fieldClass(), entry, content, theirs));
      case WriteNote(_, _, var entry) ->
          now(Seals.seal(command.fieldClass(), entry, content, theirs));
      case EndRegistration(_, var person, var on) ->
          files
              .situation(person == null ? NOBODY : person)
              .map(situation ->
                  Optional.of(Seals.seal(command.fieldClass(), situation.ended(on), theirs)));
    };
  }

  private static Uni<Optional<String>> now(String sealed) {
    return Uni.createFrom().item(Optional.of(sealed));
  }
}
