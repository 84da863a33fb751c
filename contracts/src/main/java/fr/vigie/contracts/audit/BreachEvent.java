package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done about a suspected breach: who opened a file on it, who saw what is in it, what the
/// authority and the persons were told. References only; `by` is the account that acted.
public sealed interface BreachEvent extends Recorded {

  /// Reference of the file.
  String breach();

  String by();

  /// When it was decided.
  Instant at();

  /// A file was opened on what these accounts, or these sessions, saw in a time; on what anybody
  /// saw, where none is named.
  ///
  /// @param from not before
  /// @param to before; null where it goes on
  /// @param awareAt when it became known: 72 hours run from then (Art. 33)
  record BreachOpened(
      String breach,
      String by,
      List<String> accounts,
      List<String> sessions,
      Instant from,
      @Nullable Instant to,
      Instant awareAt,
      Instant at)
      implements BreachEvent {
    public BreachOpened {
      accounts = List.copyOf(accounts);
      sessions = List.copyOf(sessions);
    }

    @Override
    public Deed deed() {
      return Deed.of("open-breach", Outcome.DONE, breach);
    }
  }

  /// The file's contents, or the form made of them, were read.
  ///
  /// @param what `summary`, `file` or `form`
  /// @param end every leaf of the log before this index was looked at
  record BreachRead(String breach, String by, String what, long end, Instant at)
      implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of("read-breach", Outcome.ALLOWED, breach);
    }
  }

  /// The authority was told (Art. 33), in this phase: 1 is the first, later ones complete it.
  record AuthorityNotified(String breach, String by, int phase, Instant at) implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of("notify-authority", Outcome.DONE, breach);
    }
  }

  /// The privacy officer asked for the list of persons who must be told (Art. 34).
  record AffectedListRequested(String breach, String by, Instant at) implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of("request-affected-list", Outcome.DONE, breach);
    }
  }

  /// Somebody else agreed.
  record AffectedListApproved(String breach, String by, Instant at) implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of("approve-affected-list", Outcome.DONE, breach);
    }
  }

  /// The list was handed out, once; the approvals are spent.
  record AffectedListExported(String breach, String by, Instant at) implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of("export-affected-list", Outcome.ALLOWED, breach);
    }
  }

  /// Somebody asked for what they may not have, or not yet.
  ///
  /// @param asked `approve-affected-list`, `export-affected-list`, ...
  /// @param reason `own-request`, `not-approved`, ...
  record BreachActRefused(String breach, String by, String asked, String reason, Instant at)
      implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of(asked, Outcome.REFUSED, breach);
    }
  }

  /// Nothing is left to do.
  record BreachClosed(String breach, String by, Instant at) implements BreachEvent {
    @Override
    public Deed deed() {
      return Deed.of("close-breach", Outcome.DONE, breach);
    }
  }
}
