package fr.vigie.lockout.attempts;

import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rule once more, as one would write it with a clock that ticks and a memory that keeps
/// everything: mutable, eager, without events, days or boundaries. The model that the room is
/// compared with.
final class NaiveCounter {

  private enum State {
    OPEN,
    FAILED,
    FORGIVEN,
    RIGHT,
    COMPLETED
  }

  private static final class Try {
    final AccountKey account;
    final Factor factor;
    final Instant permitted;
    final Instant expires;
    State state = State.OPEN;
    @Nullable Outcome reported;

    Try(Permit command, Instant permitted, Instant expires) {
      this.account = command.account();
      this.factor = command.factor();
      this.permitted = permitted;
      this.expires = expires;
    }
  }

  private record Refusal(AccountKey account, Factor factor, boolean locked) {}

  private final AttemptPolicy policy;
  private final Map<UUID, Try> tries = new HashMap<>();
  private final Map<UUID, Refusal> refusals = new HashMap<>();
  private final Map<AccountKey, Instant> locks = new HashMap<>();

  NaiveCounter(AttemptPolicy policy) {
    this.policy = policy;
  }

  String permit(Permit command, Instant now) {
    tick(now);
    var known = tries.get(command.attempt());
    if (known != null) {
      if (known.reported != null) {
        return "reported";
      }
      return known.account.equals(command.account()) && known.factor == command.factor()
          ? "permitted until " + known.expires
          : "other";
    }
    var refusal = refusals.get(command.attempt());
    if (refusal != null
        && !(refusal.account.equals(command.account()) && refusal.factor == command.factor())) {
      return "other";
    }
    if ((refusal != null && refusal.locked) || isLocked(command.account(), now)) {
      refusals.put(command.attempt(), new Refusal(command.account(), command.factor(), true));
      return "locked";
    }
    if (counting(command.account(), now).size() >= policy.failures()) {
      refusals.put(command.attempt(), new Refusal(command.account(), command.factor(), false));
      return "too many open";
    }
    var permitted = new Try(command, now, now.plus(policy.permit()));
    tries.put(command.attempt(), permitted);
    return "permitted until " + permitted.expires;
  }

  String report(Report command, Instant now) {
    tick(now);
    var known = tries.get(command.attempt());
    if (known == null) {
      return "unknown";
    }
    if (!known.account.equals(command.account())) {
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
    if (command.outcome() == Outcome.COMPLETED) {
      forgive(known.account);
    }
    return "recorded";
  }

  /// Wrong guesses that could have been verified since the count last began.
  int counted(AccountKey account, Instant now) {
    tick(now);
    return counting(account, now).size();
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
    var failed =
        counting(known.account, at).stream().filter(other -> other.state == State.FAILED).count();
    if (failed >= policy.failures()) {
      locks.put(known.account, at.plus(policy.lock()));
      forgive(known.account);
    }
  }

  private void forgive(AccountKey account) {
    tries.values().stream()
        .filter(other -> other.account.equals(account) && other.state == State.FAILED)
        .forEach(other -> other.state = State.FORGIVEN);
  }

  private boolean isLocked(AccountKey account, Instant now) {
    var until = locks.get(account);
    return until != null && now.isBefore(until);
  }

  private List<Try> counting(AccountKey account, Instant now) {
    var horizon = now.minus(policy.memory());
    var counting = new ArrayList<Try>();
    for (var known : tries.values()) {
      if (known.account.equals(account)
          && (known.state == State.OPEN || known.state == State.FAILED)
          && known.permitted.isAfter(horizon)) {
        counting.add(known);
      }
    }
    return counting;
  }
}
