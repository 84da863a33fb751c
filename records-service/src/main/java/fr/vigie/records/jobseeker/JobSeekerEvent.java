package fr.vigie.records.jobseeker;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.records.RecordsEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What happens to a file, as this service stores it. What leaves the service is the event of the
/// same name in the contracts, without what is sealed.
public sealed interface JobSeekerEvent extends Recorded {

  String person();

  /// Ciphertext in base64 by the name of its [FieldClass]; none where the event is about an entry.
  default Map<String, String> classes() {
    return switch (this) {
      case Registered is -> is.sealed();
      case FileChanged is -> is.sealed();
      case RegistrationEnded is -> is.sealed();
      case RegistrationRenewed is -> is.sealed();
      case EntryWritten _ -> Map.of();
    };
  }

  /// What others may know of it.
  RecordsEvent published();

  @Override
  default Deed deed() {
    return published().deed();
  }

  /// A person has a file from now on; told again, it replaces the file.
  ///
  /// @param sealed ciphertext in base64 by the name of its [FieldClass]
  record Registered(String person, Map<String, String> sealed) implements JobSeekerEvent {
    public Registered {
      sealed = Map.copyOf(sealed);
    }

    @Override
    public RecordsEvent published() {
      return new RecordsEvent.JobSeekerRegistered(person);
    }
  }

  /// Some classes of a file say something else from now on.
  ///
  /// @param change what was done, in a word: `contact-changed`, ...
  /// @param basis the relation that allowed it
  /// @param sealed ciphertext in base64 by the name of its [FieldClass]; replaces those classes
  record FileChanged(String person, String change, String basis, Map<String, String> sealed)
      implements JobSeekerEvent {
    public FileChanged {
      sealed = Map.copyOf(sealed);
    }

    @Override
    public RecordsEvent published() {
      return new RecordsEvent.FileChanged(
          person, change, basis, List.copyOf(new TreeSet<>(sealed.keySet())));
    }
  }

  /// An appointment or a note came to a file, or an appointment went one way or the other.
  ///
  /// @param entry which one
  /// @param fieldClass name of the class it belongs to
  /// @param change what was done, in a word: `appointment-made`, `appointment-closed`,
  ///   `note-written`
  /// @param sealed ciphertext in base64
  record EntryWritten(
      String person, String entry, String fieldClass, String change, String basis, String sealed)
      implements JobSeekerEvent {
    @Override
    public RecordsEvent published() {
      return new RecordsEvent.EntryWritten(person, entry, fieldClass, change, basis);
    }
  }

  /// The registration is over; the file is kept for as long as the law says, and changes no more.
  ///
  /// @param sealed the situation that says when, in base64
  record RegistrationEnded(String person, String basis, Map<String, String> sealed)
      implements JobSeekerEvent {
    public RegistrationEnded {
      sealed = Map.copyOf(sealed);
    }

    @Override
    public RecordsEvent published() {
      return new RecordsEvent.RegistrationEnded(person, basis);
    }
  }

  /// A person whose registration had ended is a job seeker again.
  ///
  /// @param sealed the situation from now on, in base64
  record RegistrationRenewed(String person, String basis, Map<String, String> sealed)
      implements JobSeekerEvent {
    public RegistrationRenewed {
      sealed = Map.copyOf(sealed);
    }

    @Override
    public RecordsEvent published() {
      return new RecordsEvent.RegistrationRenewed(person, basis);
    }
  }
}
