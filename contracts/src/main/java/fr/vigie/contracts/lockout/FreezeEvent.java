package fr.vigie.contracts.lockout;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;

/// What happens to the right to act: freezes, and what it takes to end one. `target` is the
/// reference of an account, a session or an organisation; never a login. Reasons are words from
/// fixed lists: free text would bear names.
public sealed interface FreezeEvent extends Recorded {

  /// When it was decided.
  Instant at();

  /// A freeze of one target.
  sealed interface OfTarget extends FreezeEvent {

    /// Reference of the freeze.
    String freeze();

    /// `account`, `session` or `organisation`.
    String scope();

    String target();

    /// What asked for it: an alert, or a request of a person. Asking again with the same is the
    /// same question.
    String request();
  }

  /// From now on the target may not act, whatever its tokens say.
  ///
  /// @param cause a word: `alert`, `reported-stolen`, `own-request`, ...
  /// @param detected a detector asked for it, and no person
  /// @param evidence references of events or accounts that led to it; at most 100
  /// @param by account of who froze; `lockout-service` for a detector's alert
  record TargetFrozen(
      String freeze,
      String scope,
      String target,
      String request,
      String cause,
      boolean detected,
      List<String> evidence,
      String by,
      Instant at)
      implements OfTarget {
    public TargetFrozen {
      evidence = List.copyOf(evidence);
    }

    @Override
    public Deed deed() {
      return Deed.of("freeze", Outcome.DONE, target);
    }
  }

  /// One more reason to keep frozen what is frozen. A thaw that was proposed before is off: it was
  /// proposed by someone who had not seen this.
  record FreezeReinforced(
      String freeze,
      String scope,
      String target,
      String request,
      String cause,
      boolean detected,
      List<String> evidence,
      String by,
      Instant at)
      implements OfTarget {
    public FreezeReinforced {
      evidence = List.copyOf(evidence);
    }

    @Override
    public Deed deed() {
      return Deed.of("reinforce-freeze", Outcome.DONE, target);
    }
  }

  /// One officer is for ending the freeze; it takes another.
  ///
  /// @param reason a word: `harmless`, `credentials-renewed`, ...
  record ThawProposed(
      String freeze,
      String scope,
      String target,
      String request,
      String reason,
      String by,
      Instant at)
      implements OfTarget {
    @Override
    public Deed deed() {
      return Deed.of("propose-thaw", Outcome.DONE, target);
    }
  }

  /// Another officer, or the same on second thoughts, is against it.
  record ThawDeclined(
      String freeze, String scope, String target, String request, String by, Instant at)
      implements OfTarget {
    @Override
    public Deed deed() {
      return Deed.of("decline-thaw", Outcome.DONE, target);
    }
  }

  /// A second officer agreed: the target may act again.
  ///
  /// @param reason of the proposal
  /// @param proposedBy the first officer
  /// @param by the second
  record TargetThawed(
      String freeze,
      String scope,
      String target,
      String request,
      String reason,
      String proposedBy,
      String by,
      Instant at)
      implements OfTarget {
    @Override
    public Deed deed() {
      return Deed.of("thaw", Outcome.DONE, target);
    }
  }

  /// Something was asked for that the rules do not allow.
  ///
  /// @param asked `freeze`, `propose-thaw`, `decline-thaw` or `approve-thaw`
  /// @param reason the rule in the way: `own-freeze`, `same-officer`, ...
  record FreezeCallRefused(
      String scope, String target, String asked, String reason, String by, Instant at)
      implements FreezeEvent {
    @Override
    public Deed deed() {
      return Deed.of(asked, Outcome.REFUSED, target);
    }
  }

  /// An alert asked for a freeze while the breaker was open: an officer decides.
  ///
  /// @param alert reference of the alert
  record FreezeHeld(
      String alert, String scope, String target, String rule, List<String> evidence, Instant at)
      implements FreezeEvent {
    public FreezeHeld {
      evidence = List.copyOf(evidence);
    }

    @Override
    public Deed deed() {
      return Deed.of("hold-freeze", Outcome.DONE, target);
    }
  }

  /// Detectors asked for so many freezes that one of them must be wrong: no more of them by
  /// themselves.
  ///
  /// @param frozen how many there were within the window
  /// @param limit the line
  record BreakerOpened(int frozen, int limit, Instant at) implements FreezeEvent {
    @Override
    public Deed deed() {
      return Deed.of("open-freeze-breaker", Outcome.DONE, null);
    }
  }

  /// An officer has looked: detectors may freeze again.
  record BreakerClosed(String by, Instant at) implements FreezeEvent {
    @Override
    public Deed deed() {
      return Deed.of("close-freeze-breaker", Outcome.DONE, null);
    }
  }

  /// An officer asked to see something.
  ///
  /// @param asked `freezes`, `freeze`, `locks`, ...
  /// @param target what it was about; the word itself where it was about no one
  /// @param by the officer
  record OfficerAsked(String asked, String target, String by, Instant at) implements FreezeEvent {
    @Override
    public Deed deed() {
      return Deed.of("view-" + asked, Outcome.ALLOWED, target);
    }
  }
}
