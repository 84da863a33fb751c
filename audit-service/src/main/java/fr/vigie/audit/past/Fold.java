package fr.vigie.audit.past;

import fr.vigie.audit.past.Standing.Held;
import fr.vigie.audit.views.LoggedEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds after the entries about one reference.
///
/// Folded from events by their names and members alone, so that events of services that came later
/// still count: what grants something for a time says `grant` and `until`, what ends it names the
/// same `grant`, `session` or target.
final class Fold {

  private final Map<String, Held> held = new LinkedHashMap<>();

  /// What held at an instant.
  ///
  /// @param entries up to then, in the order of the log
  static List<Held> at(Instant at, List<LoggedEntry> entries) {
    var fold = new Fold();
    for (var entry : entries) {
      if (!entry.time().isAfter(at)) {
        fold.apply(entry);
      }
    }
    return fold.held.values().stream().filter(one -> one.holdsAt(at)).toList();
  }

  private void apply(LoggedEntry entry) {
    var name = entry.type().replaceFirst("\\.v[0-9]+$", "");
    if (name.startsWith("identity.")) {
      ofIdentity(name, entry);
    } else if (name.startsWith("lockout.")) {
      ofLockout(name, entry);
    } else {
      ofRecords(name, entry);
    }
  }

  private void ofIdentity(String name, LoggedEntry entry) {
    switch (name) {
      case "identity.account-created" -> {
        begin("account", "account", entry, "organisation", "agency");
        grant(entry);
      }
      case "identity.roles-granted" -> grant(entry);
      case "identity.roles-withdrawn" ->
          entry.listed("roles").forEach(role -> held.remove("role " + role));
      case "identity.account-closed" -> {
        held.keySet().removeIf(key -> key.equals("account") || key.startsWith("role "));
        begin("closed", "closed", entry, "cause");
      }
      case "identity.account-reopened" -> {
        held.remove("closed");
        begin("account", "account", entry);
      }
      case "identity.signed-in" ->
          begin("session " + entry.said("session"), "session", entry, "session", "methods");
      case "identity.session-ended" -> held.remove("session " + entry.said("session"));
      case "identity.probation-started" -> begin("probation", "probation", entry, "cause");
      default -> {}
    }
  }

  private void grant(LoggedEntry entry) {
    for (var role : entry.listed("roles")) {
      put("role " + role, "role", entry, Map.of("role", role));
    }
  }

  private void ofLockout(String name, LoggedEntry entry) {
    switch (name) {
      case "lockout.target-frozen" ->
          begin("frozen", "frozen", entry, "freeze", "scope", "target", "cause", "by");
      case "lockout.target-thawed" -> held.remove("frozen");
      case "lockout.policy-approved" ->
          begin("policy guesses", "policy", entry, "numbers", "proposedBy", "by");
      default -> {}
    }
  }

  private void ofRecords(String name, LoggedEntry entry) {
    switch (name) {
      case "audit.lines-set" -> begin("policy detectors", "policy", entry, "numbers");
      case "records.person-assigned" ->
          begin("relation", "relation", entry, "advisor", "organisation", "agency");
      case "records.grant-ended" -> held.remove("grant " + entry.said("grant"));
      case "records.file-archived" -> begin("archived", "archived", entry);
      case "records.file-recalled" -> held.remove("archived");
      case "records.data-erased" ->
          begin("erased " + entry.said("retention"), "erased", entry, "retention", "rule");
      default -> {
        var policy = entry.attribute("policy");
        if (entry.said("grant") != null && entry.said("until") != null) {
          begin(
              "grant " + entry.said("grant"),
              "grant",
              entry,
              "grant",
              "advisor",
              "absent",
              "organisation",
              "agency",
              "by");
        } else if (policy != null) {
          put("policy exposure", "policy", entry, Map.of("numbers", policy));
        }
      }
    }
  }

  private void begin(String key, String kind, LoggedEntry entry, String... members) {
    var says = new LinkedHashMap<String, String>();
    for (var member : members) {
      var said = entry.said(member);
      var listed = entry.listed(member);
      if (said != null) {
        says.put(member, said);
      } else if (!listed.isEmpty()) {
        says.put(member, String.join(",", listed));
      }
    }
    put(key, kind, entry, says);
  }

  private void put(String key, String kind, LoggedEntry entry, Map<String, String> says) {
    var all = new LinkedHashMap<>(says);
    all.put("operation", String.valueOf(entry.attribute("operation")));
    held.remove(key); // a later one stands at its own place
    held.put(key, new Held(kind, entry.index(), since(entry), time(entry.said("until")), all));
  }

  private static Instant since(LoggedEntry entry) {
    var from = time(entry.said("from"));
    return from == null ? entry.time() : from;
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
