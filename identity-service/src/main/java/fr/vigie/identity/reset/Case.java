package fr.vigie.identity.reset;

import fr.vigie.contracts.identity.ResetEvent.ResetApproved;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One reset, folded from its events.
///
/// @param since when it came to this stage
record Case(
    ResetRequested asked, List<ResetApproved> approvals, Stage stage, Instant since, int links) {

  /// How far it has come.
  enum Stage {
    /// Somebody has still to agree.
    WAITS,
    /// Both agree; a link may be made.
    APPROVED,
    DONE,
    DECLINED
  }

  Case {
    approvals = List.copyOf(approvals);
  }

  static Case of(ResetRequested asked) {
    return new Case(asked, List.of(), Stage.WAITS, asked.at(), 0);
  }

  Case after(ResetApproved approval) {
    var all = new ArrayList<>(approvals);
    all.add(approval);
    return new Case(
        asked, all, approval.last() ? Stage.APPROVED : Stage.WAITS, approval.at(), links);
  }

  Case linked() {
    return new Case(asked, approvals, stage, since, links + 1);
  }

  Case closed(Stage now) {
    return new Case(asked, approvals, now, since, links);
  }

  /// Whether it is still under way. What waits too long is over by itself, and so is a link.
  boolean isOpen(ResetPolicy policy, Instant now) {
    return switch (stage) {
      case WAITS -> now.isBefore(asked.at().plus(policy.approval()));
      // A link is made at the latest one link's life after the second approval, and lives as long.
      case APPROVED -> now.isBefore(since.plus(policy.link().multipliedBy(2)));
      case DONE, DECLINED -> false;
    };
  }
}
