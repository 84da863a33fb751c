package fr.vigie.records.jobseeker;

import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One file, folded from its events: what each class says, sealed, and what was done, when and by
/// whom. Folded up to a day, it is the file as it was on that day.
///
/// @param classes the newest ciphertext by field class
/// @param entries appointments and notes by reference, the oldest first
/// @param changes what was done, the oldest first
public record FileHistory(
    Map<String, String> classes, Map<String, Entry> entries, List<Change> changes) {

  // The entry's reference and the names of its fields.
  private static final int BYTES_BESIDE = 128;
  static final int BYTES_OF_A_CHANGE = 256;

  /// Before anything happened.
  public static final FileHistory NOTHING = new FileHistory(Map.of(), Map.of(), List.of());

  /// One appointment or note, sealed.
  ///
  /// @param closing how an appointment went; null where that is not said yet
  public record Entry(String fieldClass, String sealed, @Nullable String closing) {

    // In base64 four letters are three bytes, and what is sealed is longer than what is not.
    int bytes() {
      return 3 * (sealed.length() + (closing == null ? 0 : closing.length())) / 4;
    }
  }

  /// How much of a past is told at once.
  ///
  /// @param bytes what the entries of one class may come to together
  record Most(int entries, int bytes, int changes) {}

  /// One thing that was done to the file.
  ///
  /// @param what the event's name
  /// @param fieldClasses names of the classes it wrote
  /// @param basis the relation that allowed it; null where none was needed
  public record Change(Instant at, String what, List<String> fieldClasses, @Nullable String basis) {
    public Change {
      fieldClasses = List.copyOf(fieldClasses);
    }

    private Change only(Set<String> wanted) {
      return new Change(at, what, fieldClasses.stream().filter(wanted::contains).toList(), basis);
    }
  }

  /// Of these classes alone, and of what is written and done the newest: what says nothing of them
  /// is absent, so that nobody learns from a date that there is more.
  FileHistory only(Set<FieldClass> wanted, Most most) {
    var words = wanted.stream().map(FieldClass::word).collect(Collectors.toSet());
    var written = new HashMap<>(classes);
    written.keySet().retainAll(words);
    var told = new LinkedHashMap<String, Entry>();
    for (var each : wanted) {
      var ofIt =
          entries.entrySet().stream()
              .filter(of -> of.getValue().fieldClass().equals(each.word()))
              .toList();
      newest(ofIt, most).forEach(entry -> told.put(entry.getKey(), entry.getValue()));
    }
    var done =
        changes.stream()
            .map(change -> change.only(words))
            .filter(change -> !change.fieldClasses().isEmpty())
            .toList();
    return new FileHistory(
        written, told, done.subList(Math.max(0, done.size() - most.changes()), done.size()));
  }

  private static List<Map.Entry<String, Entry>> newest(
      List<Map.Entry<String, Entry>> all, Most most) {
    var from = all.size();
    var bytes = 0;
    while (from > 0 && all.size() - from < most.entries()) {
      bytes += all.get(from - 1).getValue().bytes();
      if (bytes > most.bytes()) {
        break;
      }
      from--;
    }
    return all.subList(from, all.size());
  }

  /// What all of it comes to at most, in bytes of JSON.
  public int bytes() {
    return classes.values().stream().mapToInt(sealed -> sealed.length()).sum()
        + entries.values().stream().mapToInt(entry -> entry.bytes() + BYTES_BESIDE).sum()
        + changes.size() * BYTES_OF_A_CHANGE;
  }

  /// What an event makes of it.
  public FileHistory after(StoredEvent event) {
    if (!(event.payload() instanceof JobSeekerEvent told)) {
      return this;
    }
    var deed = told.deed();
    var done = new ArrayList<>(changes);
    done.add(
        new Change(event.time(), event.type(), classes(told, deed.fieldClasses()), deed.basis()));
    var written = new HashMap<>(classes);
    written.putAll(told.classes());
    var all = new LinkedHashMap<>(entries);
    if (told instanceof EntryWritten entry) {
      all.merge(
          entry.entry(),
          new Entry(entry.fieldClass(), entry.sealed(), null),
          (made, closed) -> new Entry(made.fieldClass(), made.sealed(), closed.sealed()));
    }
    return new FileHistory(written, all, done);
  }

  private static List<String> classes(JobSeekerEvent told, List<String> said) {
    return said.isEmpty() ? told.classes().keySet().stream().sorted().toList() : said;
  }
}
