package fr.vigie.records.jobseeker;

import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.platform.InTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Reads files with their past from the events they are made of, and opens of them no more than was
/// asked for. What it opens may leave the service only after the event that says so.
@ApplicationScoped
public class Histories {

  /// Appointments told at once, and notes: the newest. Those before them stand in the file as it
  /// was before.
  public static final int MOST_ENTRIES = 10;

  /// What of each class they may come to together, in bytes: ten notes of two thousand letters, or
  /// three where a letter takes four.
  public static final int MOST_BYTES = 24_576;

  /// Lines of what was done: the newest.
  public static final int MOST_CHANGES = 50;

  private static final FileHistory.Most MOST =
      new FileHistory.Most(MOST_ENTRIES, MOST_BYTES, MOST_CHANGES);

  private final EventStore store;
  private final PersonKeys keys;

  Histories(EventStore store, PersonKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /// A person's file with its past; of the classes not named there is nothing in it.
  ///
  /// @param until what happened later is left out
  public Uni<WholeFile> told(UUID person, Set<FieldClass> classes, Instant until) {
    return InTime.of(() -> store.read(boundary(person)))
        .flatMap(events -> {
          var history = FileHistory.NOTHING;
          for (var event : events) {
            if (!event.time().isAfter(until)) {
              history = history.after(event);
            }
          }
          var told = history.only(classes, MOST);
          return keys.of(person)
              .emitOn(Infrastructure.getDefaultWorkerPool())
              .map(theirs -> WholeFile.open(person, told, theirs));
        });
  }

  private static Boundary boundary(UUID person) {
    return Boundary.of(
        EventTag.of("person", person.toString()),
        Registered.class,
        FileChanged.class,
        EntryWritten.class,
        RegistrationEnded.class,
        RegistrationRenewed.class);
  }
}
