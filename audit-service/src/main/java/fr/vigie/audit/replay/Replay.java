package fr.vigie.audit.replay;

import fr.vigie.contracts.audit.ReplayEvent;
import fr.vigie.contracts.audit.ReplayEvent.ReplayEnded;
import fr.vigie.contracts.audit.ReplayEvent.ReplayFailed;
import fr.vigie.contracts.audit.ReplayEvent.ReplayStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One replay, from its events.
///
/// @param state `running`, `ended` or `failed`
/// @param done leaves built so far; null once it is over
/// @param of leaves there are to build
/// @param end every leaf before this index was compared
/// @param digest of the rows that were built
/// @param same whether the view was what the entries say
public record Replay(
    String replay,
    String view,
    String by,
    Instant startedAt,
    String state,
    @Nullable Instant endedAt,
    @Nullable Long done,
    @Nullable Long of,
    @Nullable Long end,
    @Nullable String digest,
    @Nullable Boolean same) {

  static Replay of(ReplayStarted started) {
    return new Replay(
        started.replay(),
        started.view(),
        started.by(),
        started.at(),
        "running",
        null,
        null,
        null,
        null,
        null,
        null);
  }

  Replay after(ReplayEvent event) {
    return switch (event) {
      case ReplayStarted _ -> this;
      case ReplayEnded ended ->
          new Replay(
              replay,
              view,
              by,
              startedAt,
              "ended",
              ended.at(),
              null,
              null,
              ended.end(),
              ended.digest(),
              ended.digest().equals(ended.before()));
      case ReplayFailed failed ->
          new Replay(
              replay, view, by, startedAt, "failed", failed.at(), null, null, null, null, null);
    };
  }

  Replay at(long leaves, long ofLeaves) {
    return new Replay(replay, view, by, startedAt, state, null, leaves, ofLeaves, null, null, null);
  }
}
