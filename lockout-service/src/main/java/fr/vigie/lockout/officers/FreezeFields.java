package fr.vigie.lockout.officers;

import fr.vigie.kit.Problems;
import fr.vigie.lockout.freezes.Cause;
import fr.vigie.lockout.freezes.Target;
import fr.vigie.lockout.freezes.ThawReason;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what came over HTTP, or names the field that is wrong. What was sent is not sent back: it
/// may be a name in the wrong place.
final class FreezeFields {

  private static final Set<String> STATES = Set.of("frozen", "thaw-proposed", "thawed");
  private static final String FREEZE = "[A-Za-z0-9-]{8,64}";
  private static final String EVIDENCE = "[A-Za-z0-9][A-Za-z0-9._/-]{0,99}";
  private static final int MOST_EVIDENCE = 100;

  private FreezeFields() {}

  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw invalid("body", "a JSON object is wanted");
    }
    return body;
  }

  static Target target(@Nullable String scope, @Nullable String reference) {
    try {
      return Target.of(scope == null ? "" : scope, reference == null ? "" : reference);
    } catch (IllegalArgumentException e) {
      throw invalid("target", String.valueOf(e.getMessage()));
    }
  }

  static Cause cause(@Nullable String word) {
    return Cause.ofOfficers(word == null ? "" : word)
        .orElseThrow(() -> invalid("cause", "one of " + Cause.wordsOfOfficers()));
  }

  static ThawReason reason(@Nullable String word) {
    return ThawReason.of(word == null ? "" : word)
        .orElseThrow(() -> invalid("reason", "one of " + ThawReason.words()));
  }

  static List<String> evidence(@Nullable List<String> references) {
    if (references == null) {
      return List.of();
    }
    if (references.size() > MOST_EVIDENCE
        || references.stream().anyMatch(one -> !one.matches(EVIDENCE))) {
      throw invalid("evidence", "at most " + MOST_EVIDENCE + " references of events");
    }
    return references;
  }

  /// A reference of a freeze; anything else names no freeze.
  static boolean isFreeze(String reference) {
    return reference.matches(FREEZE);
  }

  static @Nullable String state(@Nullable String word) {
    if (word != null && !STATES.contains(word)) {
      throw invalid("state", "one of " + STATES.stream().sorted().toList());
    }
    return word;
  }

  static long cursor(@Nullable String value) {
    if (value == null) {
      return Long.MAX_VALUE;
    }
    if (!value.matches("[1-9][0-9]{0,17}")) {
      throw invalid("cursor", "as `next` of an earlier answer");
    }
    return Long.parseLong(value);
  }

  static HttpProblem invalid(String field, String wanted) {
    return Problems.builder(400, "invalid-field", "A field is not valid", field + ": " + wanted)
        .with("field", field)
        .build();
  }
}
