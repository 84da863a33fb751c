package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.lockout.locks.AccountLocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Every event there ever was, in a list: what the store does, without a store. A decision is given
/// what its boundary finds, and no more.
final class Ledger {

  private record Line(LockoutEvent event, Set<EventTag> tags) {}

  private final List<Line> lines = new ArrayList<>();

  void append(Object event) {
    var line = (LockoutEvent) event;
    lines.add(new Line(line, AttemptTags.of(line)));
  }

  List<LockoutEvent> read(Boundary boundary) {
    return lines.stream().filter(line -> isIn(boundary, line)).map(Line::event).toList();
  }

  private static boolean isIn(Boundary boundary, Line line) {
    return boundary.criteria().stream()
        .anyMatch(criterion ->
            criterion.types().contains(line.event().getClass())
                && line.tags().containsAll(criterion.tags()));
  }

  /// What the door decides on.
  Standing standing(AttemptCommand command, Instant now) {
    var locks = AccountLocks.untouched(command.account());
    for (var boundary : AttemptTags.account(command, now)) {
      for (var event : read(boundary)) {
        locks = locks.after(event);
      }
    }
    var standing = Standing.before(command);
    for (var event : read(AttemptTags.besides(command, now))) {
      standing = standing.after(event);
    }
    return standing.at(locks);
  }
}
