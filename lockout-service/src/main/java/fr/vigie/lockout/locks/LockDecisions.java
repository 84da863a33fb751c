package fr.vigie.lockout.locks;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.DevicesRevoked;
import fr.vigie.contracts.lockout.LockoutEvent.LockCleared;
import fr.vigie.contracts.lockout.LockoutEvent.LockExtended;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.locks.LockCommand.Clear;
import fr.vigie.lockout.locks.LockCommand.Extend;
import fr.vigie.lockout.locks.LockCommand.RevokeDevices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What comes of what officers ask.
public final class LockDecisions {

  private LockDecisions() {}

  public static Decision<LockAnswer> decide(
      LockCommand command, AccountLocks locks, Policy policy, Instant now) {
    return switch (command) {
      case Clear clear -> clear(clear, locks, policy, now);
      case Extend extend -> extend(extend, locks, policy, now);
      case RevokeDevices(var account, var by, var reason) ->
          done(new DevicesRevoked(account.value(), locks.generation() + 1, by, reason, now));
    };
  }

  // A lock that nobody has noticed is written down first: what was under way when it began belongs
  // to it, and does not count against the account that is cleared.
  private static Decision<LockAnswer> clear(
      Clear command, AccountLocks locks, Policy policy, Instant now) {
    var events = new ArrayList<LockoutEvent>();
    locks
        .byOrigin()
        .forEach((origin, lock) ->
            lock.filled(locks.account(), origin, policy, now).ifPresent(events::add));
    events.add(new LockCleared(locks.account(), command.by(), command.reason(), now));
    return new Decision<>(events, LockAnswer.DONE);
  }

  private static Decision<LockAnswer> extend(
      Extend command, AccountLocks locks, Policy policy, Instant now) {
    var strangers = new Origin.Strangers();
    var lock = locks.of(strangers);
    var overdue = lock.filled(locks.account(), strangers, policy, now);
    if (!(overdue.map(lock::after).orElse(lock) instanceof Lock.Closed(var until, _))
        || !now.isBefore(until)) {
      return new Decision<>(List.of(), LockAnswer.NOT_LOCKED);
    }
    var longer = now.plus(command.longer());
    if (!longer.isAfter(until) || command.longer().compareTo(Policy.MAX_MEMORY) > 0) {
      return new Decision<>(List.of(), LockAnswer.NOT_LONGER);
    }
    var events = new ArrayList<LockoutEvent>();
    overdue.ifPresent(events::add);
    events.add(
        new LockExtended(locks.account(), null, longer, command.by(), command.reason(), now));
    return new Decision<>(events, LockAnswer.DONE);
  }

  private static Decision<LockAnswer> done(LockoutEvent event) {
    return new Decision<>(List.of(event), LockAnswer.DONE);
  }
}
