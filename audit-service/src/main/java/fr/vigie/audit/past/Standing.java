package fr.vigie.audit.past;

import fr.vigie.audit.views.LoggedEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one account or person stood: what held then, each with the leaf that says so.
///
/// Folded from events by their names and members alone, so that events of services that came later
/// still count: what grants something for a time says `until`, what ends it names the same `grant`,
/// `session` or target.
///
/// @param reference of the account or the person
/// @param at the instant
/// @param end every leaf before this index was looked at
/// @param held what held, in the order it began
public record Standing(String reference, Instant at, long end, List<Held> held) {

  public Standing {
    held = List.copyOf(held);
  }

  /// One thing that held.
  ///
  /// @param kind `account`, `session`, `frozen`, `probation`, `relation`, `grant`
  /// @param index of the leaf that says so
  /// @param since from when
  /// @param until null where it has no end
  /// @param says members of the event: `advisor`, `organisation`, `roles`, ...
  public record Held(
      String kind, long index, Instant since, @Nullable Instant until, Map<String, String> says) {
    public Held {
      says = Map.copyOf(says);
    }
  }

  /// The fold.
  ///
  /// @param entries about this reference, in the order of the log
  static Standing of(String reference, Instant at, long end, List<LoggedEntry> entries) {
    var held = new LinkedHashMap<String, Held>();
    for (var entry : entries) {
      if (!entry.time().isAfter(at)) {
        apply(held, entry);
      }
    }
    var still = new ArrayList<Held>();
    for (var one : held.values()) {
      if (one.until() == null || one.until().isAfter(at)) {
        still.add(one);
      }
    }
    return new Standing(reference, at, end, still);
  }

  private static void apply(Map<String, Held> held, LoggedEntry entry) {
    var name = entry.type().replaceFirst("\\.v[0-9]+$", "");
    switch (name) {
      case "identity.account-created" ->
          begin(held, "account", "account", entry, "organisation", "agency", "roles");
      case "identity.signed-in" -> {
        var session = "session " + entry.said("session");
        begin(held, session, "session", entry, "session", "methods");
      }
      case "identity.session-ended" -> held.remove("session " + entry.said("session"));
      case "identity.probation-started" -> begin(held, "probation", "probation", entry, "cause");
      case "records.person-assigned" ->
          begin(held, "relation", "relation", entry, "advisor", "organisation", "agency");
      case "records.grant-ended" -> held.remove("grant " + entry.said("grant"));
      case "lockout.target-frozen" ->
          begin(held, "frozen", "frozen", entry, "freeze", "scope", "target", "cause", "by");
      case "lockout.target-thawed" -> held.remove("frozen");
      default -> {
        if (entry.said("grant") != null && "done".equals(entry.attribute("outcome"))) {
          var grant = "grant " + entry.said("grant");
          begin(held, grant, "grant", entry, "grant", "advisor", "organisation", "agency", "by");
        }
      }
    }
  }

  private static void begin(
      Map<String, Held> held, String key, String kind, LoggedEntry entry, String... members) {
    var says = new LinkedHashMap<String, String>();
    says.put("operation", String.valueOf(entry.attribute("operation")));
    for (var member : members) {
      var said = entry.said(member);
      var listed = entry.listed(member);
      if (said != null) {
        says.put(member, said);
      } else if (!listed.isEmpty()) {
        says.put(member, String.join(",", listed));
      }
    }
    held.remove(key); // a later one stands at its own place
    held.put(key, new Held(kind, entry.index(), since(entry), time(entry.said("until")), says));
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
