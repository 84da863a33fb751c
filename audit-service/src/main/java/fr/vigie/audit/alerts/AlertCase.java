package fr.vigie.audit.alerts;

import fr.vigie.contracts.audit.AlertCaseEvent;
import fr.vigie.contracts.audit.AlertCaseEvent.AlertAcknowledged;
import fr.vigie.contracts.audit.AlertCaseEvent.AlertClosed;
import fr.vigie.contracts.audit.AlertCaseEvent.AlertEscalated;
import fr.vigie.eventstore.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one alert is seen to, rebuilt from its events.
///
/// @param owner who took it on; null where nobody has
/// @param acknowledgedAt when
/// @param escalated whether it was said again because nobody had
/// @param verdict what it was, once it is closed
record AlertCase(
    String alert,
    @Nullable String owner,
    @Nullable Instant acknowledgedAt,
    boolean escalated,
    @Nullable String verdict) {

  /// What became of a command.
  enum Answer {
    DONE,
    /// Somebody else has it.
    TAKEN,
    /// It is closed.
    CLOSED,
    /// It is taken on before it is closed, and by who closes it.
    NOT_OWNER
  }

  static AlertCase untouched(String alert) {
    return new AlertCase(alert, null, null, false, null);
  }

  /// `raised`, `escalated`, `acknowledged` or `closed`.
  String state() {
    if (verdict != null) {
      return "closed";
    }
    if (owner != null) {
      return "acknowledged";
    }
    return escalated ? "escalated" : "raised";
  }

  AlertCase after(AlertCaseEvent event) {
    return switch (event) {
      case AlertAcknowledged taken ->
          new AlertCase(alert, taken.by(), taken.at(), escalated, verdict);
      case AlertEscalated _ -> new AlertCase(alert, owner, acknowledgedAt, true, verdict);
      case AlertClosed closed ->
          new AlertCase(alert, owner, acknowledgedAt, escalated, closed.verdict());
    };
  }

  Decision<Answer> acknowledge(String by, Instant now) {
    if (verdict != null) {
      return no(Answer.CLOSED);
    }
    if (owner != null) {
      return no(owner.equals(by) ? Answer.DONE : Answer.TAKEN);
    }
    return new Decision<>(List.of(new AlertAcknowledged(alert, by, now)), Answer.DONE);
  }

  Decision<Answer> close(String by, String what, Instant now) {
    if (verdict != null) {
      return no(Answer.CLOSED);
    }
    if (!by.equals(owner)) {
      return no(Answer.NOT_OWNER);
    }
    return new Decision<>(List.of(new AlertClosed(alert, by, what, now)), Answer.DONE);
  }

  /// Nobody took it on in time.
  Decision<Answer> escalate(Instant now) {
    return owner != null || escalated || verdict != null
        ? no(Answer.DONE)
        : new Decision<>(List.of(new AlertEscalated(alert, now)), Answer.DONE);
  }

  private static Decision<Answer> no(Answer answer) {
    return new Decision<>(List.of(), answer);
  }
}
