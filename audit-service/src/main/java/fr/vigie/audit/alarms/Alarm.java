package fr.vigie.audit.alarms;

import fr.vigie.contracts.alerts.AlertRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A line that was crossed, as it is told.
///
/// @param scope what `target` names
/// @param target reference of what crossed the line
/// @param occasion the same words for the same crossing: a day, a fact
/// @param measured what was counted, and `limit`, the line
/// @param evidence references, never contents
public record Alarm(
    AlertRule rule,
    String scope,
    String target,
    String occasion,
    int measured,
    int limit,
    List<String> evidence) {

  public Alarm {
    evidence = List.copyOf(evidence);
  }

  /// Something is wrong with the log itself.
  ///
  /// @param target a source, the log, a witness
  public static Alarm ofLog(AlertRule rule, String target, String fact, String evidence) {
    return new Alarm(rule, "log", target, fact, 1, 0, List.of(evidence));
  }

  /// The same wherever and whenever the same is seen.
  String reference() {
    var told = rule.word() + "\n" + target + "\n" + occasion;
    return UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
