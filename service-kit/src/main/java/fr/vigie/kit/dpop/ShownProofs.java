package fr.vigie.kit.dpop;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/// Remembers the proofs that were shown to this process, as long as they could be shown again: two
/// sets that take turns, each for as long as a proof can live. Enough where the nonce that a proof
/// bears is good at this process alone ([Nonces#areOfThisProcess]).
@ApplicationScoped
public class ShownProofs {

  // From a clock that is ahead to one that is behind.
  private static final long TURN_SECONDS = 2 * Proofs.SKEW.toSeconds();

  // Far more than a process can verify in a turn; beyond it nothing is taken.
  private static final int MOST = 1_000_000;

  private final Clock clock;
  private Turn now = new Turn(0, new HashSet<>());
  private Turn before = now;

  private record Turn(long number, Set<One> shown) {}

  /// Half of the digest of a key and an id: no two are found to be alike, and a million of them are
  /// small.
  private record One(long high, long low) {

    static One of(Proof proof) {
      try {
        var digest =
            ByteBuffer.wrap(
                MessageDigest.getInstance("SHA-256")
                    .digest((proof.key() + '\n' + proof.id()).getBytes(StandardCharsets.UTF_8)));
        return new One(digest.getLong(), digest.getLong());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  ShownProofs(Clock clock) {
    this.clock = clock;
  }

  /// Whether this is the first time.
  public boolean isFirst(Proof proof) {
    return isFirst(One.of(proof));
  }

  private synchronized boolean isFirst(One one) {
    turn(clock.instant().getEpochSecond() / TURN_SECONDS);
    return !before.shown().contains(one) && now.shown().size() < MOST && now.shown().add(one);
  }

  private void turn(long number) {
    if (number != now.number()) {
      before = number == now.number() + 1 ? now : new Turn(number - 1, Set.of());
      now = new Turn(number, new HashSet<>());
    }
  }
}
