package fr.vigie.lockout.attempts;

import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.LockAnswer;
import fr.vigie.lockout.locks.LockCommand;
import fr.vigie.lockout.locks.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rule once more, as one would write it with a clock that ticks and a memory that keeps
/// everything: mutable, eager, without events, periods or boundaries. The model that the room is
/// compared with.
final class NaiveCounter {

  private enum State {
    OPEN,
    FAILED,
    FORGIVEN,
    RIGHT,
    COMPLETED
  }

  /// Who guesses at whom: an account, and a device it knows, or nobody's.
  private record Who(AccountKey account, Optional<String> device) {}

  private static final class Try {
    final Who who;
    final Factor factor;
    final String secret;
    final Instant permitted;
    final Instant expires;
    State state = State.OPEN;
    // Whatever is under way when a lock begins belongs to what the lock is for.
    boolean counts = true;
    Instant failed = Instant.MAX;
    @Nullable Outcome reported;

    Try(Permit command, Who who, Instant permitted, Instant expires) {
      this.who = who;
      this.factor = command.factor();
      this.secret = command.source().fingerprint().orElse(command.attempt().toString());
      this.permitted = permitted;
      this.expires = expires;
    }
  }

  private record Refusal(AccountKey account, Factor factor, boolean locked) {}

  private record Shut(Instant until, int times) {}

  private final Policy policy;
  private final Map<UUID, Try> tries = new HashMap<>();
  private final Map<UUID, Refusal> refusals = new HashMap<>();
  private final Map<Who, Shut> locks = new HashMap<>();
  private final Map<AccountKey, Integer> generations = new HashMap<>();

  NaiveCounter(Policy policy) {
    this.policy = policy;
  }

  String permit(Permit command, Instant now) {
    tick(now);
    var known = tries.get(command.attempt());
    if (known != null) {
      if (known.reported != null) {
        return "reported";
      }
      return known.who.account().equals(command.account()) && known.factor == command.factor()
          ? "permitted until " + known.expires
          : "other";
    }
    var refusal = refusals.get(command.attempt());
    if (refusal != null
        && !(refusal.account.equals(command.account()) && refusal.factor == command.factor())) {
      return "other";
    }
    var who = who(command);
    if (command.factor() != Factor.PASSKEY && command.factor() != Factor.FEDERATION) {
      var isLocked = locks.containsKey(who) && now.isBefore(locks.get(who).until());
      if ((refusal != null && refusal.locked) || isLocked) {
        refusals.put(command.attempt(), new Refusal(command.account(), command.factor(), true));
        return "locked";
      }
      var wait = wait(who, command.factor(), now);
      if (wait.isPresent()) {
        refusals.put(command.attempt(), new Refusal(command.account(), command.factor(), false));
        return wait.get();
      }
    }
    var permitted = new Try(command, who, now, now.plus(policy.permit()));
    tries.put(command.attempt(), permitted);
    return "permitted until " + permitted.expires;
  }

  private Who who(Permit command) {
    var generation = generations.getOrDefault(command.account(), 0);
    return new Who(
        command.account(),
        command.device().filter(d -> d.generation() == generation).map(Device::id));
  }

  private Optional<String> wait(Who who, Factor factor, Instant now) {
    var failed = counting(who, now).stream().filter(one -> one.state == State.FAILED).toList();
    var secrets = secrets(failed);
    if (secrets > policy.free() || secrets < failed.size()) {
      var last =
          failed.stream().map(one -> one.failed).max(Comparator.naturalOrder()).orElseThrow();
      var delay = policy.delay();
      for (var n = policy.free() + 1; n < secrets; n++) {
        delay = shorter(delay.multipliedBy(2), policy.longestDelay());
      }
      if (now.isBefore(last.plus(delay))) {
        return Optional.of("delayed");
      }
    }
    var full =
        taken(counting(who, now)) >= limit(who)
            || taken(of(factor, counting(who, now))) >= policy.factor();
    return full ? Optional.of("too many open") : Optional.empty();
  }

  String report(Report command, Instant now) {
    tick(now);
    var known = tries.get(command.attempt());
    if (known == null) {
      return "unknown";
    }
    if (!known.who.account().equals(command.account())) {
      return "other";
    }
    if (known.reported != null) {
      return known.reported == command.outcome() ? "recorded" : "reported";
    }
    if (command.outcome() == Outcome.WRONG) {
      known.reported = Outcome.WRONG;
      if (known.state == State.OPEN) {
        fail(known, now);
      }
      return "recorded";
    }
    if (known.state != State.OPEN) {
      return "expired";
    }
    known.reported = command.outcome();
    known.state = command.outcome() == Outcome.RIGHT ? State.RIGHT : State.COMPLETED;
    if (command.outcome() == Outcome.COMPLETED && known.who.device().isPresent()) {
      forgive(known.who);
    }
    return "recorded";
  }

  LockAnswer look(LockCommand command, Instant now) {
    tick(now);
    return switch (command) {
      case LockCommand.Clear(var account, _, _) -> {
        tries.values().stream()
            .map(one -> one.who)
            .filter(who -> who.account().equals(account))
            .distinct()
            .forEach(who -> {
              forgive(who);
              locks.remove(who);
            });
        yield LockAnswer.DONE;
      }
      case LockCommand.RevokeDevices(var account, _, _) -> {
        generations.merge(account, 1, Integer::sum);
        yield LockAnswer.DONE;
      }
      case LockCommand.Extend(var account, var longer, _, _) ->
          extend(new Who(account, Optional.empty()), longer, now);
    };
  }

  private LockAnswer extend(Who who, Duration longer, Instant now) {
    var lock = locks.get(who);
    if (lock == null || !now.isBefore(lock.until())) {
      return LockAnswer.NOT_LOCKED;
    }
    if (!now.plus(longer).isAfter(lock.until())) {
      return LockAnswer.NOT_LONGER;
    }
    locks.put(who, new Shut(now.plus(longer), lock.times()));
    return LockAnswer.DONE;
  }

  /// Different secrets that were or could have been verified since strangers' count last began.
  int countedOfStrangers(AccountKey account, Instant now) {
    tick(now);
    return taken(counting(new Who(account, Optional.empty()), now));
  }

  private int limit(Who who) {
    return who.device().isPresent() ? policy.device() : policy.strangers();
  }

  private void tick(Instant now) {
    tries.values().stream()
        .filter(known -> known.state == State.OPEN && !now.isBefore(known.expires))
        .sorted(Comparator.comparing((Try known) -> known.expires))
        .toList()
        .forEach(known -> fail(known, known.expires));
  }

  private void fail(Try known, Instant at) {
    known.state = State.FAILED;
    known.failed = at;
    if (!known.counts) {
      return;
    }
    var failed =
        counting(known.who, at).stream().filter(other -> other.state == State.FAILED).toList();
    if (secrets(failed) >= limit(known.who)
        || secrets(of(known.factor, failed)) >= policy.factor()) {
      var before = locks.get(known.who);
      var times =
          before != null && at.isBefore(before.until().plus(policy.memory()))
              ? before.times() + 1
              : 1;
      var lasts = policy.lock();
      for (var n = 1; n < times; n++) {
        lasts = shorter(lasts.multipliedBy(2), policy.longestLock());
      }
      locks.put(known.who, new Shut(at.plus(lasts), times));
      forgive(known.who);
      counting(known.who, at).forEach(other -> other.counts = false);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void forgive(Who who) {
    tries.values().stream()
        .filter(other -> other.who.equals(who) && other.state == State.FAILED)
        .forEach(other -> other.state = State.FORGIVEN);
  }

  private static List<Try> of(Factor factor, List<Try> all) {
    return all.stream().filter(one -> one.factor == factor).toList();
  }

  private static int taken(List<Try> counting) {
    var open = counting.stream().filter(one -> one.state == State.OPEN).count();
    return (int) open
        + secrets(counting.stream().filter(one -> one.state == State.FAILED).toList());
  }

  private static int secrets(List<Try> failed) {
    var secrets = new HashSet<String>();
    failed.forEach(one -> secrets.add(one.secret));
    return secrets.size();
  }

  private List<Try> counting(Who who, Instant now) {
    var horizon = now.minus(policy.memory());
    var counting = new ArrayList<Try>();
    for (var known : tries.values()) {
      if (known.who.equals(who)
          && known.counts
          && known.factor != Factor.PASSKEY
          && known.factor != Factor.FEDERATION
          && (known.state == State.OPEN || known.state == State.FAILED)
          && known.permitted.isAfter(horizon)) {
        counting.add(known);
      }
    }
    return counting;
  }
}
