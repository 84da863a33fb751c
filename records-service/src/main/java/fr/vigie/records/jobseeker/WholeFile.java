package fr.vigie.records.jobseeker;

import fr.vigie.records.jobseeker.FileHistory.Change;
import fr.vigie.records.keys.DataKey;
import fr.vigie.records.keys.Retention;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything a file holds, in the clear, for the person it is about: in memory only.
///
/// @param changes what was done to the file, without what it said before
public record WholeFile(
    UUID person,
    JobSeeker.@Nullable Identity identity,
    JobSeeker.@Nullable Contact contact,
    JobSeeker.@Nullable Situation situation,
    JobSeeker.@Nullable Path path,
    JobSeeker.@Nullable Contract contract,
    JobSeeker.@Nullable Disability disability,
    JobSeeker.@Nullable Detention detention,
    JobSeeker.@Nullable Identifiers identifiers,
    List<Meeting> appointments,
    List<Note> notes,
    List<Change> changes) {

  /// An appointment and how it went.
  ///
  /// @param entry by which it is named to say so
  public record Meeting(UUID entry, Appointment appointment, @Nullable String outcome) {}

  public WholeFile {
    appointments = List.copyOf(appointments);
    notes = List.copyOf(notes);
    changes = List.copyOf(changes);
  }

  /// Opens what the person's keys open; what is erased is absent.
  public static WholeFile open(UUID person, FileHistory history, Map<Retention, DataKey> keys) {
    var appointments = new ArrayList<Meeting>();
    var notes = new ArrayList<Note>();
    var key = keys.get(Retention.FILE);
    if (key != null) {
      history
          .entries()
          .forEach((ref, entry) -> {
            var id = UUID.fromString(ref);
            if (entry.fieldClass().equals(FieldClass.HISTORY.word())) {
              notes.add(Seals.open(key, FieldClass.HISTORY, id, raw(entry.sealed()), Note.class));
            } else {
              appointments.add(meeting(key, id, entry));
            }
          });
    }
    return new WholeFile(
        person,
        part(history, keys, FieldClass.IDENTITY, JobSeeker.Identity.class),
        part(history, keys, FieldClass.CONTACT, JobSeeker.Contact.class),
        part(history, keys, FieldClass.SITUATION, JobSeeker.Situation.class),
        part(history, keys, FieldClass.PATH, JobSeeker.Path.class),
        part(history, keys, FieldClass.CONTRACT, JobSeeker.Contract.class),
        part(history, keys, FieldClass.DISABILITY, JobSeeker.Disability.class),
        part(history, keys, FieldClass.DETENTION, JobSeeker.Detention.class),
        part(history, keys, FieldClass.NIR, JobSeeker.Identifiers.class),
        appointments,
        notes,
        history.changes());
  }

  private static Meeting meeting(DataKey key, UUID id, FileHistory.Entry entry) {
    var closing = entry.closing();
    return new Meeting(
        id,
        Seals.open(key, FieldClass.APPOINTMENTS, id, raw(entry.sealed()), Appointment.class),
        closing == null
            ? null
            : Seals.open(key, FieldClass.APPOINTMENTS, id, raw(closing), Appointment.Closing.class)
                .outcome());
  }

  private static <T> @Nullable T part(
      FileHistory history, Map<Retention, DataKey> keys, FieldClass fieldClass, Class<T> type) {
    var sealed = history.classes().get(fieldClass.word());
    var key = keys.get(fieldClass.retention());
    return sealed == null || key == null ? null : Seals.open(key, fieldClass, raw(sealed), type);
  }

  private static byte[] raw(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public String toString() {
    return "WholeFile[" + person + "]";
  }
}
