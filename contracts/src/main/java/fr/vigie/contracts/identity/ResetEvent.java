package fr.vigie.contracts.identity;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How somebody gets back in who has forgotten the password, or lost the other factor: the way in
/// of 2024 (R15 to R19). References alone: no login, no address, nothing of the link.
public sealed interface ResetEvent extends Recorded {

  /// Whose way in it is about.
  String account();

  /// The desk started one. Nothing is given by it.
  ///
  /// @param kind `password` or `factor`: never both
  /// @param proofing how the desk made sure of the person, where a factor is lost: `in-person` or
  ///   `video`
  record ResetRequested(
      String reset,
      String account,
      String organisation,
      String agency,
      String kind,
      @Nullable String proofing,
      String by,
      Instant at)
      implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of("request-reset", Outcome.DONE, account);
    }
  }

  /// One of the two who have to agree does.
  ///
  /// @param role as what: `manager` of the same organisation, or `account-admin`
  /// @param last whether nobody is missing any more
  record ResetApproved(
      String reset, String account, String by, String role, boolean last, Instant at)
      implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of("approve-reset", Outcome.DONE, account);
    }
  }

  /// Somebody who might have agreed did not, or the person said that nobody had asked.
  record ResetDeclined(String reset, String account, String by) implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of("decline-reset", Outcome.DONE, account);
    }
  }

  /// A link is made and goes to the person alone. An earlier one of the same reset is void.
  ///
  /// @param until it is good for nothing from then on
  record ResetLinkMade(String reset, String account, Instant until) implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of("send-reset-link", Outcome.DONE, account);
    }
  }

  /// The person came by the link, showed the factor that stays, and has chosen anew.
  record ResetCompleted(String reset, String account, String kind, Instant at)
      implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of("complete-reset", Outcome.DONE, account);
    }
  }

  /// A step was asked for and not taken.
  ///
  /// @param account whose; where there is none of the login that was typed, who asked
  /// @param step `request`, `approve`, `decline`, `complete`
  /// @param reason one word
  record ResetStepRefused(String account, String by, String step, String reason)
      implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of(step + "-reset", Outcome.REFUSED, account);
    }
  }

  /// Somebody was told about an account, by a channel of its own.
  ///
  /// @param recipient account of whoever was told: the holder, or the manager
  /// @param about `reset-requested`, or the cause of a probation
  record NoticeSent(String account, String recipient, String about) implements ResetEvent {
    @Override
    public Deed deed() {
      return Deed.of("send-notice", Outcome.DONE, account);
    }
  }
}
