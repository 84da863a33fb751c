package fr.vigie.contracts.records;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.util.List;

/// What happens to files and to the relations between persons and advisors. `person` is a random
/// reference. What records-service keeps of a person beside these lies encrypted in its own store.
public sealed interface RecordsEvent extends Recorded {

  String person();

  record JobSeekerRegistered(String person) implements RecordsEvent {
    @Override
    public Deed deed() {
      return Deed.of("register", Outcome.DONE, person);
    }
  }

  /// Some classes of a file say something else from now on.
  ///
  /// @param change what was done, in a word: `contact-changed`, ...
  /// @param basis the relation that allowed it
  /// @param fieldClasses names of the classes that changed
  record FileChanged(String person, String change, String basis, List<String> fieldClasses)
      implements RecordsEvent {
    public FileChanged {
      fieldClasses = List.copyOf(fieldClasses);
    }

    @Override
    public Deed deed() {
      return new Deed("change", Outcome.DONE, person, fieldClasses, null, basis);
    }
  }

  /// An appointment or a note came to a file, or an appointment went one way or the other.
  ///
  /// @param entry which one, by a random reference
  /// @param fieldClass name of the class it belongs to: `appointments`, `history`
  /// @param change what was done, in a word: `appointment-made`, `appointment-closed`,
  ///   `note-written`
  /// @param basis the relation that allowed it
  record EntryWritten(String person, String entry, String fieldClass, String change, String basis)
      implements RecordsEvent {
    @Override
    public Deed deed() {
      return new Deed("change", Outcome.DONE, person, List.of(fieldClass), null, basis);
    }
  }

  /// The registration is over.
  record RegistrationEnded(String person, String basis) implements RecordsEvent {
    @Override
    public Deed deed() {
      return new Deed("end-registration", Outcome.DONE, person, List.of("situation"), null, basis);
    }
  }

  /// A person whose registration had ended is a job seeker again.
  record RegistrationRenewed(String person, String basis) implements RecordsEvent {
    @Override
    public Deed deed() {
      return new Deed(
          "renew-registration", Outcome.DONE, person, List.of("situation"), null, basis);
    }
  }

  /// Data of a person is gone: the key that opened it is destroyed.
  ///
  /// @param retention what is gone: `file` for everything, `disability`, `detention`
  /// @param rule the period that was over, or `request`
  record DataErased(String person, String retention, String rule) implements RecordsEvent {
    @Override
    public Deed deed() {
      return Deed.of("erase", Outcome.DONE, person);
    }
  }

  /// The file lies in the vault: there for nobody's search or screen.
  record FileArchived(String person) implements RecordsEvent {
    @Override
    public Deed deed() {
      return Deed.of("archive", Outcome.DONE, person);
    }
  }

  /// The file is back from the vault.
  ///
  /// @param approval the one it took
  record FileRecalled(String person, String approval) implements RecordsEvent {
    @Override
    public Deed deed() {
      return new Deed("recall", Outcome.DONE, person, List.of(), null, "approval");
    }
  }

  /// Somebody wants what takes two others' approval.
  ///
  /// @param subject the person it is about
  /// @param approval by a random reference
  /// @param matter `recall`, `erase`, `export`
  /// @param by account that asks
  record ApprovalAsked(
      String subject, String approval, String matter, String by, String organisation)
      implements RecordsEvent {
    @Override
    public String person() {
      return subject;
    }

    @Override
    public Deed deed() {
      return Deed.of("ask-approval", Outcome.DONE, subject);
    }
  }

  /// Somebody else agrees.
  record ApprovalGiven(String subject, String approval, String matter, String by)
      implements RecordsEvent {
    @Override
    public String person() {
      return subject;
    }

    @Override
    public Deed deed() {
      return Deed.of("approve", Outcome.DONE, subject);
    }
  }

  /// What was agreed to is done; the approval is used up.
  record ApprovalUsed(String subject, String approval, String matter, String by)
      implements RecordsEvent {
    @Override
    public String person() {
      return subject;
    }

    @Override
    public Deed deed() {
      return Deed.of("use-approval", Outcome.DONE, subject);
    }
  }

  /// Somebody wants to hand files to a service; nothing is handed over yet.
  ///
  /// @param order by a random reference
  /// @param recipient the service, in a word from a list
  /// @param by account that asks
  record ExportOrdered(String order, String recipient, List<String> persons, String by)
      implements RecordsEvent {
    public ExportOrdered {
      persons = List.copyOf(persons);
    }

    @Override
    public String person() {
      return order;
    }

    @Override
    public Deed deed() {
      return Deed.of("order-export", Outcome.DONE, order);
    }
  }

  /// From now on this advisor follows this person; a former advisor no longer does.
  record PersonAssigned(String person, String advisor, String organisation, String agency)
      implements RecordsEvent {
    @Override
    public Deed deed() {
      return Deed.of("assign", Outcome.DONE, person);
    }
  }
}
