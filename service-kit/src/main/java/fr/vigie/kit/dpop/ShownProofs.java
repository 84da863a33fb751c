package fr.vigie.kit.dpop;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/// Remembers the proofs that were shown to this process, as long as they could be shown again: two
/// sets that take turns, each for as long as a proof can live.
@ApplicationScoped
class ShownProofs {

  // From a clock that is ahead to one that is behind.
  private static final long TURN_SECONDS = 2 * Proofs.SKEW.toSeconds();

  // Far more than a process can verify in a turn; beyond it nothing is taken.
  private static final int MOST = 1_000_000;

  private final Clock clock;
  private Turn now = new Turn(0, new HashSet<>());
  private Turn before = now;

  private record Turn(long number, Set<String> shown) {}

  ShownProofs(Clock clock) {
    this.clock = clock;
  }

  /// Whether this is the first time.
  synchronized boolean isFirst(Proof proof) {
    turn(clock.instant().getEpochSecond() / TURN_SECONDS);
    var one = proof.key() + '\n' + proof.id();
    return !before.shown().contains(one) && now.shown().size() < MOST && now.shown().add(one);
  }

  private void turn(long number) {
    if (number != now.number()) {
      before = number == now.number() + 1 ? now : new Turn(number - 1, Set.of());
      now = new Turn(number, new HashSet<>());
    }
  }
}
