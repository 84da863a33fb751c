package fr.vigie.audit.past;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an account, a person or a policy stood: what held then, each with the leaf that says so.
///
/// @param reference of the account or the person; `policy` for the rules
/// @param at the instant
/// @param end every leaf before this index was looked at
/// @param held what held, in the order it began
public record Standing(String reference, Instant at, long end, List<Held> held) {

  public Standing {
    held = List.copyOf(held);
  }

  /// One thing that held.
  ///
  /// @param kind of an account `account`, `closed`, `role`, `session`, `frozen`, `probation`,
  ///   `grant`; of a person `relation`, `grant`, `archived`, `erased`; of the rules `policy`
  /// @param index of the leaf that says so
  /// @param since from when
  /// @param until null where it has no end
  /// @param says members of the event: `advisor`, `organisation`, `role`, ...
  public record Held(
      String kind, long index, Instant since, @Nullable Instant until, Map<String, String> says) {
    public Held {
      says = Map.copyOf(says);
    }

    boolean holdsAt(Instant at) {
      return !since.isAfter(at) && (until == null || until.isAfter(at));
    }
  }
}
