package fr.vigie.lockout.policy;

import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyCallRefused;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyDeclined;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyProposed;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.policy.PolicyAnswer.Done;
import fr.vigie.lockout.policy.PolicyAnswer.Refusal;
import fr.vigie.lockout.policy.PolicyAnswer.Refused;
import fr.vigie.lockout.policy.PolicyCommand.Approve;
import fr.vigie.lockout.policy.PolicyCommand.Decline;
import fr.vigie.lockout.policy.PolicyCommand.Propose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One proposal, and whether another was approved since.
///
/// @param proposal about which something is asked
/// @param proposed as it was made
/// @param ended what became of it
/// @param overtaken another policy came into force after it was proposed
record Standing(
    String proposal,
    Optional<PolicyProposed> proposed,
    Optional<PolicyEvent> ended,
    boolean overtaken) {

  static Standing before(String proposal) {
    return new Standing(proposal, Optional.empty(), Optional.empty(), false);
  }

  Standing after(PolicyEvent event) {
    if (!event.proposal().equals(proposal)) {
      var another = proposed.isPresent() && event instanceof PolicyApproved;
      return new Standing(proposal, proposed, ended, overtaken || another);
    }
    return switch (event) {
      case PolicyProposed e -> new Standing(proposal, Optional.of(e), ended, false);
      case PolicyDeclined e -> new Standing(proposal, proposed, Optional.of(e), overtaken);
      case PolicyApproved e -> new Standing(proposal, proposed, Optional.of(e), overtaken);
      case PolicyCallRefused _ -> this;
    };
  }

  Decision<PolicyAnswer> decide(PolicyCommand command, Instant now) {
    return switch (command) {
      case Propose propose -> propose(propose, now);
      case Decline(_, var by) ->
          decide(command, "declined", now, _ -> new PolicyDeclined(proposal, by, now));
      case Approve(_, var by) ->
          decide(
              command,
              "approved",
              now,
              of -> new PolicyApproved(proposal, of.numbers(), of.by(), by, now));
    };
  }

  private Decision<PolicyAnswer> propose(Propose command, Instant now) {
    var numbers = Numbers.words(command.policy());
    if (proposed.isEmpty()) {
      return new Decision<>(
          List.of(
              new PolicyProposed(proposal, numbers, command.reason().word(), command.by(), now)),
          new Done(proposal, "proposed"));
    }
    return proposed.get().numbers().equals(numbers)
        ? new Decision<>(List.of(), new Done(proposal, "proposed"))
        : refused(command, Refusal.OTHER_REQUEST, now);
  }

  private interface Ending {
    PolicyEvent of(PolicyProposed proposed);
  }

  private Decision<PolicyAnswer> decide(
      PolicyCommand command, String state, Instant now, Ending ending) {
    if (proposed.isEmpty()) {
      return refused(command, Refusal.NO_SUCH_PROPOSAL, now);
    }
    if (ended.isPresent()) {
      return isOf(ended.get(), command)
          ? new Decision<>(List.of(), new Done(proposal, state))
          : refused(command, Refusal.DECIDED, now);
    }
    if (command instanceof Approve) {
      if (overtaken) {
        return refused(command, Refusal.OVERTAKEN, now);
      }
      if (proposed.get().by().equals(command.by())) {
        return refused(command, Refusal.SAME_OFFICER, now);
      }
    }
    return new Decision<>(List.of(ending.of(proposed.get())), new Done(proposal, state));
  }

  /// Asked again by the same officer, it is the same.
  private static boolean isOf(PolicyEvent ended, PolicyCommand command) {
    return ended.by().equals(command.by())
        && switch (command) {
          case Approve _ -> ended instanceof PolicyApproved;
          case Decline _ -> ended instanceof PolicyDeclined;
          case Propose _ -> false;
        };
  }

  private Decision<PolicyAnswer> refused(PolicyCommand command, Refusal why, Instant now) {
    return new Decision<>(
        List.of(new PolicyCallRefused(proposal, command.word(), why.word(), command.by(), now)),
        new Refused(why));
  }
}
