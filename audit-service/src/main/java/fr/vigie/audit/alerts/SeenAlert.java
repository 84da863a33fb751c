package fr.vigie.audit.alerts;

import fr.vigie.audit.views.LoggedEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One alert, and how it is seen to.
///
/// @param alert reference, chosen by the detector
/// @param index of its leaf
/// @param evidence references of events, or of accounts
/// @param frozen whether the target was to be stopped at once
/// @param state `raised`, `escalated`, `acknowledged` or `closed`
/// @param runbook what to do: the name of a page in `docs/runbooks`
record SeenAlert(
    String alert,
    long index,
    Instant at,
    @Nullable String rule,
    @Nullable String severity,
    @Nullable String scope,
    @Nullable String target,
    @Nullable String measured,
    @Nullable String limit,
    List<String> evidence,
    boolean frozen,
    String state,
    @Nullable String owner,
    @Nullable String verdict,
    String runbook) {

  SeenAlert {
    evidence = List.copyOf(evidence);
  }

  static SeenAlert of(LoggedEntry entry, AlertCase seenTo) {
    var rule = entry.said("rule");
    return new SeenAlert(
        seenTo.alert(),
        entry.index(),
        entry.time(),
        rule,
        entry.said("severity"),
        entry.said("scope"),
        entry.said("target"),
        entry.said("measured"),
        entry.said("limit"),
        entry.listed("evidence"),
        "true".equals(entry.said("freeze")),
        seenTo.state(),
        seenTo.owner(),
        seenTo.verdict(),
        "alert-" + Objects.requireNonNullElse(rule, "unknown"));
  }
}
