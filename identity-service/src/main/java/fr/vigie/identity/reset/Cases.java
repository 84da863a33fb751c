package fr.vigie.identity.reset;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.ResetEvent.ResetApproved;
import fr.vigie.contracts.identity.ResetEvent.ResetCompleted;
import fr.vigie.contracts.identity.ResetEvent.ResetDeclined;
import fr.vigie.contracts.identity.ResetEvent.ResetLinkMade;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import fr.vigie.contracts.identity.ResetEvent.ResetStepRefused;
import fr.vigie.eventstore.Decision;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Organisations;
import fr.vigie.identity.account.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The resets a decision looks at, and the decision.
///
/// @param all those of the account, and those that its desk agent or its agency had lately
/// @param alerts that were raised lately
record Cases(Map<String, Case> all, Set<String> alerts) {

  static final Cases NONE = new Cases(Map.of(), Set.of());

  Cases {
    all = Map.copyOf(all);
    alerts = Set.copyOf(alerts);
  }

  Cases after(Object event) {
    return switch (event) {
      case ResetRequested e -> with(e.reset(), Optional.of(Case.of(e)));
      case ResetApproved e -> with(e.reset(), find(e.reset()).map(one -> one.after(e)));
      case ResetDeclined e ->
          with(e.reset(), find(e.reset()).map(one -> one.closed(Case.Stage.DECLINED)));
      case ResetLinkMade e -> with(e.reset(), find(e.reset()).map(Case::linked));
      case ResetCompleted e ->
          with(e.reset(), find(e.reset()).map(one -> one.closed(Case.Stage.DONE)));
      case AlertRaised e -> {
        var more = new HashSet<>(alerts);
        more.add(e.alert());
        yield new Cases(all, more);
      }
      default -> this;
    };
  }

  private Cases with(String reset, Optional<Case> now) {
    if (now.isEmpty()) {
      return this;
    }
    var more = new HashMap<>(all);
    more.put(reset, now.get());
    return new Cases(more, alerts);
  }

  private Optional<Case> find(String reset) {
    return Optional.ofNullable(all.get(reset));
  }

  /// Decides.
  Decision<ResetCommand.Answer> decide(ResetCommand command, ResetPolicy policy, Instant now) {
    return switch (command) {
      case ResetCommand.Start start -> start(start, policy, now);
      case ResetCommand.Approve approve -> approve(approve, policy, now);
      case ResetCommand.Decline decline -> decline(decline, policy, now);
      case ResetCommand.MakeLink link ->
          open(link, policy, now)
              .filter(one -> one.stage() == Case.Stage.APPROVED)
              .map(_ ->
                  done(new ResetLinkMade(link.reset(), id(link.target()), now.plus(policy.link()))))
              .orElseGet(() -> refused(ResetRefusal.NOT_OPEN));
      case ResetCommand.Complete complete -> complete(complete, policy, now);
    };
  }

  private Decision<ResetCommand.Answer> start(
      ResetCommand.Start start, ResetPolicy policy, Instant now) {
    if (find(start.reset()).isPresent()) {
      return new Decision<>(List.of(), new ResetCommand.Answer.Done(false));
    }
    var objection = objection(start, policy, now);
    if (objection.isPresent()) {
      return refused(objection.get(), start.target(), start.by(), "request");
    }
    var events = new ArrayList<Object>();
    events.add(
        new ResetRequested(
            start.reset(),
            id(start.target()),
            start.target().organisation(),
            start.target().agency(),
            start.kind().word(),
            start.proofing().map(Proofing::word).orElse(null),
            id(start.by()),
            now));
    events.addAll(Bursts.of(this, start, policy, now));
    return new Decision<>(events, new ResetCommand.Answer.Done(false));
  }

  private Optional<ResetRefusal> objection(
      ResetCommand.Start start, ResetPolicy policy, Instant now) {
    if (!start.by().roles().contains(Role.DESK.word())) {
      return Optional.of(ResetRefusal.NOT_DESK);
    }
    if (start.by().id().equals(start.target().id())) {
      return Optional.of(ResetRefusal.OWN_ACCOUNT);
    }
    // To the desk of a Cap emploi those of others look like none.
    if (start.target().closed() || !looksAfter(start.by(), start.target())) {
      return Optional.of(ResetRefusal.NO_ACCOUNT);
    }
    if (start.kind() == Kind.FACTOR && start.proofing().isEmpty()) {
      return Optional.of(ResetRefusal.NOT_PROOFED);
    }
    if (!start.reachable()) {
      return Optional.of(ResetRefusal.NO_CONTACT);
    }
    var target = id(start.target());
    return all.values().stream()
            .anyMatch(one -> one.asked().account().equals(target) && one.isOpen(policy, now))
        ? Optional.of(ResetRefusal.ALREADY_OPEN)
        : Optional.empty();
  }

  private Decision<ResetCommand.Answer> approve(
      ResetCommand.Approve approve, ResetPolicy policy, Instant now) {
    var by = approve.by();
    var found = open(approve, policy, now).filter(one -> one.stage() == Case.Stage.WAITS);
    if (found.isEmpty()) {
      return refused(ResetRefusal.NOT_OPEN, approve.target(), by, "approve");
    }
    var one = found.get();
    var objection = objection(one, approve.target(), by);
    if (objection.isPresent()) {
      return refused(objection.get(), approve.target(), by, "approve");
    }
    var manager = isManagerOf(by, approve.target());
    var last = !one.approvals().isEmpty();
    if (last && !manager && one.approvals().stream().noneMatch(Cases::byManager)) {
      return refused(ResetRefusal.NEEDS_MANAGER, approve.target(), by, "approve");
    }
    return new Decision<>(
        List.of(
            new ResetApproved(
                approve.reset(),
                id(approve.target()),
                id(by),
                manager ? Role.MANAGER.word() : Role.ACCOUNT_ADMIN.word(),
                last,
                now)),
        new ResetCommand.Answer.Done(last));
  }

  // Nobody on a request of their own, or for themselves; and nobody of the desk, which starts them.
  private static Optional<ResetRefusal> objection(Case one, Account target, Account by) {
    if (one.asked().by().equals(id(by))) {
      return Optional.of(ResetRefusal.OWN_REQUEST);
    }
    if (by.id().equals(target.id())) {
      return Optional.of(ResetRefusal.OWN_ACCOUNT);
    }
    var mayApprove = isManagerOf(by, target) || isAdminOf(by, target);
    if (!mayApprove || by.roles().contains(Role.DESK.word())) {
      return Optional.of(ResetRefusal.NOT_APPROVER);
    }
    return one.approvals().stream().anyMatch(given -> given.by().equals(id(by)))
        ? Optional.of(ResetRefusal.SAME_APPROVER)
        : Optional.empty();
  }

  private static boolean byManager(ResetApproved approval) {
    return approval.role().equals(Role.MANAGER.word());
  }

  private static boolean isManagerOf(Account by, Account target) {
    return by.roles().contains(Role.MANAGER.word())
        && by.organisation().equals(target.organisation());
  }

  private static boolean isAdminOf(Account by, Account target) {
    return by.roles().contains(Role.ACCOUNT_ADMIN.word()) && looksAfter(by, target);
  }

  private static boolean looksAfter(Account by, Account target) {
    return Organisations.looksAfter(by.organisation(), target.organisation());
  }

  // Stopping is easier than starting: whoever might approve, whoever asked, and the person.
  private Decision<ResetCommand.Answer> decline(
      ResetCommand.Decline decline, ResetPolicy policy, Instant now) {
    var by = decline.by();
    var found = open(decline, policy, now);
    if (found.isEmpty()) {
      return refused(ResetRefusal.NOT_OPEN, decline.target(), by, "decline");
    }
    var may =
        by.id().equals(decline.target().id())
            || found.get().asked().by().equals(id(by))
            || isManagerOf(by, decline.target())
            || isAdminOf(by, decline.target());
    return may
        ? done(new ResetDeclined(decline.reset(), id(decline.target()), id(by)))
        : refused(ResetRefusal.NOT_APPROVER, decline.target(), by, "decline");
  }

  private Decision<ResetCommand.Answer> complete(
      ResetCommand.Complete complete, ResetPolicy policy, Instant now) {
    var target = complete.target();
    var one =
        open(complete, policy, now)
            .filter(found -> found.stage() == Case.Stage.APPROVED && found.links() > 0)
            .filter(_ -> !target.closed());
    if (one.isEmpty()) {
      return refused(ResetRefusal.NOT_OPEN, target, target, "complete");
    }
    var kind = Kind.of(one.get().asked().kind()).orElseThrow();
    return new Decision<>(
        List.of(
            new ResetCompleted(complete.reset(), id(target), kind.word(), now),
            new ProbationStarted(id(target), kind.probation(), now.plus(policy.probation()))),
        new ResetCommand.Answer.Done(false));
  }

  private Optional<Case> open(ResetCommand command, ResetPolicy policy, Instant now) {
    return find(command.reset())
        .filter(one -> one.asked().account().equals(id(command.target())))
        .filter(one -> one.isOpen(policy, now));
  }

  private static Decision<ResetCommand.Answer> done(Object event) {
    return new Decision<>(List.of(event), new ResetCommand.Answer.Done(false));
  }

  private static Decision<ResetCommand.Answer> refused(ResetRefusal why) {
    return new Decision<>(List.of(), new ResetCommand.Answer.Refused(why));
  }

  private static Decision<ResetCommand.Answer> refused(
      ResetRefusal why, Account target, Account by, String step) {
    return new Decision<>(
        List.of(new ResetStepRefused(id(target), id(by), step, why.word())),
        new ResetCommand.Answer.Refused(why));
  }

  private static String id(Account account) {
    return account.id().toString();
  }
}
