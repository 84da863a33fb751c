package fr.vigie.contracts.records;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was shown to whom, and what was refused: one event before every answer.
public sealed interface DisclosureEvent extends Recorded {

  /// A row of a list is never longer: 40 letters of each name, whatever the script.
  int BYTES_OF_A_ROW = 512;

  String advisor();

  /// The day in Paris on which it is debited.
  LocalDate day();

  /// Persons that are debited from the advisor's budget by this.
  default List<String> debits() {
    return List.of();
  }

  /// What of the day's budget of bytes this takes.
  default int bytes() {
    return 0;
  }

  /// A record was shown.
  ///
  /// @param fieldClasses names of the classes shown
  /// @param basis the relation that allowed it: `portfolio`, `co-follow-up`, `replacement`,
  ///   `reception-shift`, `glass`
  /// @param bytes what of the day's budget of bytes it takes
  /// @param reason why more was wanted than is usual, in a word from a list; null where it was not
  record RecordDisclosed(
      String person,
      String advisor,
      LocalDate day,
      List<String> fieldClasses,
      String purpose,
      String basis,
      int bytes,
      @Nullable String reason)
      implements DisclosureEvent {
    public RecordDisclosed {
      fieldClasses = List.copyOf(fieldClasses);
    }

    @Override
    public List<String> debits() {
      return List.of(person);
    }

    @Override
    public Deed deed() {
      return new Deed("read", Outcome.ALLOWED, person, fieldClasses, purpose, basis);
    }
  }

  /// A record was asked for and not shown.
  ///
  /// @param person null where the reference named nobody
  /// @param reason `no-relation`, `handed-on` (the reference was given to another),
  ///   `no-such-person`, `account-frozen`, `budget-exhausted`, ...
  record DisclosureRefused(
      @Nullable String person, String advisor, LocalDate day, String purpose, String reason)
      implements DisclosureEvent {
    @Override
    public Deed deed() {
      return new Deed("read", Outcome.REFUSED, person, List.of(), purpose, null);
    }
  }

  /// A file was to be changed and was not.
  ///
  /// @param person null where the reference named nobody
  /// @param change what was asked for, in a word: `contact-changed`, ...
  /// @param reason `no-relation`, `no-such-person`, `registration-ended`, `no-such-entry`,
  ///   `entry-closed`
  record ChangeRefused(
      @Nullable String person, String advisor, LocalDate day, String change, String reason)
      implements DisclosureEvent {
    @Override
    public Deed deed() {
      return Deed.of("change", Outcome.REFUSED, person);
    }
  }

  /// A list or a search was refused, by a decision that is about nobody of it.
  ///
  /// @param asked `list`, `search`
  /// @param reason `hour-exhausted`, `account-frozen`, ...
  record CallRefused(String advisor, LocalDate day, String asked, String reason)
      implements DisclosureEvent {
    @Override
    public Deed deed() {
      return Deed.of(asked, Outcome.REFUSED, null);
    }
  }

  /// The advisor took a piece of what the organisation may be shown in a day, before it was shown.
  ///
  /// @param persons how many
  record TrancheTaken(String advisor, LocalDate day, String organisation, int persons)
      implements DisclosureEvent {
    @Override
    public Deed deed() {
      return Deed.of("take-tranche", Outcome.DONE, null);
    }
  }

  /// What waits for a review was shown to a manager or the privacy officer: references, reasons,
  /// and what the advisor wrote.
  ///
  /// @param advisor who saw it
  /// @param grants the broken glasses
  record GlassQueueShown(String advisor, LocalDate day, List<String> grants)
      implements DisclosureEvent {
    public GlassQueueShown {
      grants = List.copyOf(grants);
    }

    @Override
    public Deed deed() {
      return Deed.of("list-glass", Outcome.ALLOWED, null);
    }
  }

  /// What an order for an export asks for was shown to whoever is to agree.
  ///
  /// @param advisor who saw it
  record ExportOrderShown(String advisor, LocalDate day, String order) implements DisclosureEvent {
    @Override
    public Deed deed() {
      return Deed.of("read-export-order", Outcome.ALLOWED, order);
    }
  }

  /// A page of the advisor's own portfolio was shown: names, year of birth, category.
  record PortfolioListed(String advisor, LocalDate day, List<String> persons)
      implements DisclosureEvent {
    public PortfolioListed {
      persons = List.copyOf(persons);
    }

    @Override
    public int bytes() {
      return BYTES_OF_A_ROW * persons.size();
    }

    @Override
    public Deed deed() {
      return new Deed(
          "list", Outcome.ALLOWED, null, List.of("identity", "situation"), null, "portfolio");
    }
  }

  /// A copy of a whole file was made.
  ///
  /// @param advisor account of whoever made it
  /// @param purpose `subject-access`, `export`
  /// @param order the export it belongs to; null for none
  /// @param bytes what of the day's budget of bytes it takes; 0 in copies of before it was written
  ///   down
  record FileExported(
      String person,
      String advisor,
      LocalDate day,
      List<String> fieldClasses,
      String purpose,
      @Nullable String order,
      int bytes)
      implements DisclosureEvent {
    public FileExported {
      fieldClasses = List.copyOf(fieldClasses);
    }

    @Override
    public List<String> debits() {
      return List.of(person);
    }

    @Override
    public Deed deed() {
      return new Deed(
          "export",
          Outcome.ALLOWED,
          person,
          fieldClasses,
          purpose,
          order == null ? "privacy-officer" : "approval");
    }
  }

  /// The advisor looked for somebody by an exact number.
  ///
  /// @param kind `number`, `nir`
  /// @param term a keyed hash of the number
  /// @param persons those found and shown; empty where nobody was, and that debits too
  /// @param basis the relation that allowed to show them
  /// @param reason why by the NIR, in a word from a list; null where it was not
  record PersonSought(
      String advisor,
      LocalDate day,
      String kind,
      String term,
      List<String> persons,
      String basis,
      @Nullable String reason)
      implements DisclosureEvent {
    public PersonSought {
      persons = List.copyOf(persons);
    }

    /// A number that found nobody counts as a person nobody knows.
    @Override
    public List<String> debits() {
      return persons.isEmpty() ? List.of(term) : persons;
    }

    @Override
    public int bytes() {
      return BYTES_OF_A_ROW * persons.size();
    }

    @Override
    public Deed deed() {
      return persons.isEmpty()
          ? Deed.of("search", Outcome.ALLOWED, null)
          : new Deed(
              "search",
              Outcome.ALLOWED,
              persons.getFirst(),
              List.of("identity", "situation"),
              null,
              basis);
    }
  }

  /// The advisor searched the own portfolio.
  ///
  /// @param term a keyed hash of the term searched for
  /// @param persons the persons shown, empty where nobody was found
  record PortfolioSearched(String advisor, LocalDate day, String term, List<String> persons)
      implements DisclosureEvent {
    public PortfolioSearched {
      persons = List.copyOf(persons);
    }

    @Override
    public int bytes() {
      return BYTES_OF_A_ROW * persons.size();
    }

    @Override
    public Deed deed() {
      return new Deed(
          "search", Outcome.ALLOWED, null, List.of("identity", "situation"), null, "portfolio");
    }
  }
}
