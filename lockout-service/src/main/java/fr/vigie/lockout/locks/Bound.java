package fr.vigie.lockout.locks;

import java.time.Duration;

/// The promise of this service as a number: how many wrong secrets can be verified at one account
/// from one origin within a time, whoever guesses, however many and however fast. `docs/bound.md`
/// proves it.
public final class Bound {

  private Bound() {}

  /// The most that one origin can guess within `time`, from the policy alone.
  ///
  /// Whoever guesses has three ways to come to the next guess once the measure is full or nearly
  /// so: wait for the lock to run out, and face one twice as long; wait until locks do not count as
  /// in a row any more; or stop one short of the lock and wait until all is forgotten. The most is
  /// the best of every mixture of them.
  public static int guesses(Policy policy, Origin origin, Duration time) {
    return most(policy, policy.limit(origin), time, 1);
  }

  private static int most(Policy policy, int limit, Duration left, int times) {
    if (left.isNegative()) {
      return 0;
    }
    var lock = policy.lockFor(times);
    var inARow = most(policy, limit, left.minus(lock), times + 1);
    var afresh = times == 1 ? 0 : most(policy, limit, left.minus(lock).minus(policy.memory()), 1);
    var onceMore = limit + Math.max(inARow, afresh);
    var forgotten = limit - 1 + most(policy, limit, left.minus(policy.memory()), 1);
    return Math.max(onceMore, forgotten);
  }
}
