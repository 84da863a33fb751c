package fr.vigie.identity.signin;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// Keeps refusals in the time class of failures without doing their work.
///
/// A refused attempt is never hashed (a flood of them would cost nothing to send and a core to
/// answer), so it would be answered in a tenth of the time and tell that the account is locked.
/// Here it waits, on a timer and not on a thread, until it has taken as long as one of the last
/// failures that were verified, drawn at random: the same distribution, under the same load.
final class Pace {

  private static final int REMEMBERED = 64;

  private final AtomicLongArray nanos = new AtomicLongArray(REMEMBERED);
  private final AtomicInteger seen = new AtomicInteger();

  /// A pace nobody has set yet.
  ///
  /// @param guess how long a failure takes, until the first is seen
  Pace(Duration guess) {
    nanos.set(0, guess.toNanos());
  }

  /// A secret was verified and was wrong: so long it took.
  void saw(Duration failure) {
    nanos.set(Math.floorMod(seen.getAndIncrement(), REMEMBERED), failure.toNanos());
  }

  /// How long a refusal has still to wait, in whole milliseconds; zero: not at all.
  Duration left(Duration elapsed) {
    var known = Math.clamp(seen.get(), 1, REMEMBERED);
    var target = nanos.get(ThreadLocalRandom.current().nextInt(known));
    return Duration.ofMillis(Math.max(0, (target - elapsed.toNanos()) / 1_000_000));
  }
}
