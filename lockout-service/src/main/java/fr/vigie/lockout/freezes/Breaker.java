package fr.vigie.lockout.freezes;

import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerClosed;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerOpened;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Stops detectors that freeze too much, until an officer has looked (ATTACKS 64).
///
/// @param since when it opened; empty while it is closed
/// @param freezes when detectors froze, since it was last closed
record Breaker(Optional<Instant> since, List<Instant> freezes) {

  static final Duration WINDOW = Duration.ofMinutes(1);
  static final Breaker CLOSED = new Breaker(Optional.empty(), List.of());

  Breaker {
    freezes = List.copyOf(freezes);
  }

  Breaker after(FreezeEvent event) {
    return switch (event) {
      case TargetFrozen frozen when frozen.detected() -> {
        var all = new ArrayList<>(freezes);
        all.add(frozen.at());
        yield new Breaker(since, all);
      }
      case BreakerOpened opened -> new Breaker(Optional.of(opened.at()), freezes);
      case BreakerClosed _ -> CLOSED;
      default -> this;
    };
  }

  boolean isOpen() {
    return since.isPresent();
  }

  /// Freezes by detectors within the last minute. One with a time yet to come is of a clock that
  /// runs ahead, and counts.
  int frozen(Instant now) {
    var from = now.minus(WINDOW);
    return (int) freezes.stream().filter(at -> at.isAfter(from)).count();
  }
}
