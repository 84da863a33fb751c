package fr.vigie.audit.retention;

import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.contracts.audit.LogEvent.HoldLifted;
import fr.vigie.contracts.audit.LogEvent.HoldPlaced;
import java.util.ArrayList;
import java.util.List;

/// The holds that are open, the oldest first.
record OpenHolds(List<HoldPlaced> holds) {

  static final OpenHolds NONE = new OpenHolds(List.of());

  OpenHolds {
    holds = List.copyOf(holds);
  }

  /// What became of a wish to lift one.
  enum Answer {
    /// It is over.
    LIFTED,
    /// There is none of this reference that is open.
    NOT_OPEN,
    /// Who placed a hold does not lift it: two people see that evidence goes.
    BY_WHO_PLACED_IT
  }

  OpenHolds after(LogEvent event) {
    var next = new ArrayList<>(holds);
    switch (event) {
      case HoldPlaced placed -> next.add(placed);
      case HoldLifted lifted -> next.removeIf(open -> open.hold().equals(lifted.hold()));
      case LogEvent.EntriesRead _,
          LogEvent.SigningKeyMade _,
          LogEvent.SigningKeyEnded _,
          LogEvent.RetentionSet _,
          LogEvent.LinesSet _,
          LogEvent.ContentsRemoved _ -> {}
    }
    return new OpenHolds(next);
  }

  Answer lift(String hold, String by) {
    return holds.stream()
        .filter(open -> open.hold().equals(hold))
        .findFirst()
        .map(open -> open.by().equals(by) ? Answer.BY_WHO_PLACED_IT : Answer.LIFTED)
        .orElse(Answer.NOT_OPEN);
  }
}
