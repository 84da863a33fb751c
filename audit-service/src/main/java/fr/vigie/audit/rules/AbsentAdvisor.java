package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account that works while another stands in for it (R46): who is away reads nothing, and who
/// came back has not told the manager.
///
/// Some persons a day are let pass: an absence that is granted by the day may begin at noon.
public final class AbsentAdvisor implements Detector {

  private static final String GRANTED = "records.replacement-granted.";
  private static final String ENDED = "records.grant-ended.";

  private final int limit;
  private final Map<String, Absence> absences = new HashMap<>();
  private final Map<String, Set<String>> grants = new HashMap<>();
  private final DayMemory<Set<String>> seen = new DayMemory<>(2, HashSet::new);

  /// @param limit distinct persons of a day
  public AbsentAdvisor(int limit) {
    this.limit = limit;
  }

  private record Absence(String advisor, Instant from, Instant until) {
    boolean covers(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  @Override
  public AlertRule rule() {
    return AlertRule.ABSENT_ADVISOR;
  }

  /// An absence may have been granted long before it begins, and end long after.
  @Override
  public Set<String> lasting() {
    return Set.of("grant-replacement", "end-grant");
  }

  @Override
  public boolean takes(String topic) {
    return topic.equals(Topics.DISCLOSURES) || topic.equals(Topics.RECORDS);
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    if (entry.type().startsWith(GRANTED)) {
      begin(entry);
    } else if (entry.type().startsWith(ENDED)) {
      end(entry.said("grant"));
    }
    var debits = Detector.debits(entry);
    var actor = Detector.actor(entry);
    if (debits.isEmpty() || !isAbsent(actor, entry.time())) {
      return List.of();
    }
    var day = Detector.day(entry);
    var today = seen.of(day, actor);
    var before = today.size();
    today.addAll(debits);
    return before <= limit && today.size() > limit
        ? List.of(new Crossing(rule(), "account", actor, day, today.size(), limit, entry.index()))
        : List.of();
  }

  private void begin(LoggedEntry entry) {
    var grant = entry.said("grant");
    var absent = entry.said("absent");
    var from = time(entry.said("from"));
    var until = time(entry.said("until"));
    if (grant != null && absent != null && from != null && until != null) {
      absences.put(grant, new Absence(absent, from, until));
      grants.computeIfAbsent(absent, _ -> new HashSet<>()).add(grant);
    }
  }

  private void end(@Nullable String grant) {
    var ended = grant == null ? null : absences.remove(grant);
    if (ended != null) {
      var left = grants.get(ended.advisor());
      if (left != null) {
        left.remove(grant);
      }
    }
  }

  private boolean isAbsent(String advisor, Instant time) {
    return grants.getOrDefault(advisor, Set.of()).stream()
        .anyMatch(grant -> {
          var absence = absences.get(grant);
          return absence != null && absence.covers(time);
        });
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
