package fr.vigie.audit.breach;

import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.contracts.audit.BreachEvent.AffectedListApproved;
import fr.vigie.contracts.audit.BreachEvent.AffectedListExported;
import fr.vigie.contracts.audit.BreachEvent.AffectedListRequested;
import fr.vigie.contracts.audit.BreachEvent.AuthorityNotified;
import fr.vigie.contracts.audit.BreachEvent.BreachActRefused;
import fr.vigie.contracts.audit.BreachEvent.BreachClosed;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import fr.vigie.contracts.audit.BreachEvent.BreachRead;
import fr.vigie.eventstore.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One file, rebuilt from its events, and what may be done with it.
///
/// @param opened null where there is none
/// @param notified when the authority was told, the first time first
/// @param request the request for the list that is not spent; null where there is none
record Breach(
    String id,
    @Nullable BreachOpened opened,
    List<Instant> notified,
    @Nullable Request request,
    boolean closed) {

  /// How many others must agree to the list of persons.
  static final int APPROVALS = 2;

  /// How long a request for it holds.
  static final Duration HOLDS = Duration.ofDays(1);

  Breach {
    notified = List.copyOf(notified);
  }

  /// Who asked for the list, and who agreed.
  record Request(String by, Instant at, Set<String> approvedBy) {
    Request {
      approvedBy = Set.copyOf(approvedBy);
    }

    boolean holdsAt(Instant now) {
      return now.isBefore(at.plus(HOLDS));
    }
  }

  /// What a command came to.
  sealed interface Answer {
    /// It took place; the file after it.
    record Done(Breach breach) implements Answer {}

    /// It did not.
    record Refused(BreachRefusal reason) implements Answer {}
  }

  static Breach none(String id) {
    return new Breach(id, null, List.of(), null, false);
  }

  Breach after(BreachEvent event) {
    return switch (event) {
      case BreachOpened first -> new Breach(id, first, notified, request, closed);
      case BreachRead _, BreachActRefused _ -> this;
      case AuthorityNotified told -> {
        var all = new ArrayList<>(notified);
        all.add(told.at());
        yield new Breach(id, opened, all, request, closed);
      }
      case AffectedListRequested asked -> with(new Request(asked.by(), asked.at(), Set.of()));
      case AffectedListApproved approved -> with(approvedBy(approved.by()));
      case AffectedListExported _ -> with(null);
      case BreachClosed _ -> new Breach(id, opened, notified, null, true);
    };
  }

  private Breach with(@Nullable Request other) {
    return new Breach(id, opened, notified, other, closed);
  }

  private @Nullable Request approvedBy(String account) {
    if (request == null) {
      return null;
    }
    var all = new TreeSet<>(request.approvedBy());
    all.add(account);
    return new Request(request.by(), request.at(), all);
  }

  Decision<Answer> decide(BreachCommand command, Instant now) {
    var refusal = refusal(command, now);
    if (refusal.isPresent()) {
      var reason = refusal.get();
      List<BreachEvent> said =
          opened == null
              ? List.of()
              : List.of(new BreachActRefused(id, command.by(), command.word(), reason.word(), now));
      return new Decision<>(said, new Answer.Refused(reason));
    }
    var happened = happens(command, now);
    var after = this;
    for (var event : happened) {
      after = after.after(event);
    }
    return new Decision<>(happened, new Answer.Done(after));
  }

  private Optional<BreachRefusal> refusal(BreachCommand command, Instant now) {
    if (command instanceof BreachCommand.Open open) {
      return opened == null || isOpenedBy(open)
          ? Optional.empty()
          : Optional.of(BreachRefusal.OPENED_OTHERWISE);
    }
    if (opened == null) {
      return Optional.of(BreachRefusal.UNKNOWN);
    }
    return switch (command) {
      case BreachCommand.Open _, BreachCommand.Read _ -> Optional.empty();
      case BreachCommand.Notify _, BreachCommand.RequestList _, BreachCommand.Close _ ->
          closed ? Optional.of(BreachRefusal.CLOSED) : Optional.empty();
      case BreachCommand.ApproveList approve -> refusalToApprove(approve.by(), now);
      case BreachCommand.ExportList export -> refusalToExport(export.by(), now);
    };
  }

  private boolean isOpenedBy(BreachCommand.Open open) {
    return opened != null
        && opened.by().equals(open.by())
        && Scope.of(opened).equals(open.scope())
        && opened.awareAt().equals(open.awareAt());
  }

  private Optional<BreachRefusal> refusalToApprove(String by, Instant now) {
    if (request == null || !request.holdsAt(now)) {
      return Optional.of(BreachRefusal.NOT_REQUESTED);
    }
    if (request.by().equals(by)) {
      return Optional.of(BreachRefusal.OWN_REQUEST);
    }
    return request.approvedBy().contains(by)
        ? Optional.of(BreachRefusal.ALREADY_APPROVED)
        : Optional.empty();
  }

  private Optional<BreachRefusal> refusalToExport(String by, Instant now) {
    if (request == null || !request.holdsAt(now)) {
      return Optional.of(BreachRefusal.NOT_REQUESTED);
    }
    if (!request.by().equals(by)) {
      return Optional.of(BreachRefusal.NOT_THE_REQUESTER);
    }
    return request.approvedBy().size() < APPROVALS
        ? Optional.of(BreachRefusal.NOT_APPROVED)
        : Optional.empty();
  }

  private List<BreachEvent> happens(BreachCommand command, Instant now) {
    return switch (command) {
      case BreachCommand.Open(var by, var scope, var awareAt) ->
          opened != null
              ? List.of()
              : List.of(
                  new BreachOpened(
                      id,
                      by,
                      scope.accounts(),
                      scope.sessions(),
                      scope.from(),
                      scope.to(),
                      awareAt,
                      now));
      case BreachCommand.Read(var by, var what, var end) ->
          List.of(new BreachRead(id, by, what, end, now));
      case BreachCommand.Notify(var by) ->
          List.of(new AuthorityNotified(id, by, notified.size() + 1, now));
      case BreachCommand.RequestList(var by) -> List.of(new AffectedListRequested(id, by, now));
      case BreachCommand.ApproveList(var by) -> List.of(new AffectedListApproved(id, by, now));
      case BreachCommand.ExportList(var by) -> List.of(new AffectedListExported(id, by, now));
      case BreachCommand.Close(var by) -> List.of(new BreachClosed(id, by, now));
    };
  }
}
