package fr.vigie.eventstore;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Wakes a follower for what it wants, once for each append.
///
/// An append of this process is told twice, by whoever made it and by the database, and the first
/// may overtake the word of what another replica appended before. So only the same append again is
/// no news; an earlier one is.
final class Waking implements Consumer<Arrival> {

  private final Predicate<String> wanted;
  private final Runnable wake;
  private final AtomicLong last = new AtomicLong();

  /// @param wanted whether events of a type are, by its stored name
  Waking(Predicate<String> wanted, Runnable wake) {
    this.wanted = wanted;
    this.wake = wake;
  }

  @Override
  public void accept(Arrival arrival) {
    if (arrival.mayHold(wanted)) {
      var through = arrival.through();
      if (through == 0 || last.getAndSet(through) != through) {
        wake.run();
      }
    }
  }
}
