package fr.vigie.lockout.dryrun;

import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a policy would have done within a time.
///
/// @param guesses that were asked for
/// @param lockedThen accounts, or devices of accounts, that were locked in fact
/// @param lockedNow those that would have been
/// @param locked each that would have been, or was; the most often locked first, at most 500
record DryRun(
    Instant from, Instant to, long guesses, int lockedThen, int lockedNow, List<Locked> locked) {

  private static final int MOST = 500;

  DryRun {
    locked = List.copyOf(locked);
  }

  /// How often an account was locked for strangers, or for one of its devices.
  ///
  /// @param account key
  /// @param device null: strangers
  /// @param then how often it was locked in fact
  /// @param now how often it would have been
  /// @param longest seconds of the longest lock there would have been
  record Locked(String account, @Nullable String device, int then, int now, long longest) {}

  private record Whose(String account, @Nullable String device) {}

  static DryRun of(
      Instant from, Instant to, long guesses, List<AccountLocked> then, List<AccountLocked> now) {
    var inFact = byAccount(then);
    var rehearsed = byAccount(now);
    var all = new LinkedHashMap<>(inFact);
    all.putAll(rehearsed);
    var locked = new ArrayList<Locked>();
    for (var whose : all.keySet()) {
      var would = rehearsed.getOrDefault(whose, List.of());
      locked.add(
          new Locked(
              whose.account(),
              whose.device(),
              inFact.getOrDefault(whose, List.of()).size(),
              would.size(),
              would.stream().mapToLong(DryRun::seconds).max().orElse(0)));
    }
    locked.sort((one, other) -> Integer.compare(other.now(), one.now()));
    return new DryRun(
        from,
        to,
        guesses,
        inFact.size(),
        rehearsed.size(),
        locked.subList(0, Math.min(MOST, locked.size())));
  }

  private static Map<Whose, List<AccountLocked>> byAccount(List<AccountLocked> locks) {
    var all = new LinkedHashMap<Whose, List<AccountLocked>>();
    for (var lock : locks) {
      all.computeIfAbsent(new Whose(lock.account(), lock.device()), _ -> new ArrayList<>())
          .add(lock);
    }
    return all;
  }

  private static long seconds(AccountLocked lock) {
    return Math.max(0, Duration.between(lock.at(), lock.until()).toSeconds());
  }
}
