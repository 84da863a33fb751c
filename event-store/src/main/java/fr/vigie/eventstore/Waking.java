package fr.vigie.eventstore;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Wakes a follower for what it wants, once for each append.
///
/// An append of this process is told twice, by whoever made it and by the database, and the first
/// may overtake the word of what another replica appended before. So only the same append again is
/// no news; an earlier one is.
final class Waking implements Consumer<Arrival> {

  private final Set<String> wanted;
  private final Runnable wake;
  private final AtomicLong last = new AtomicLong();

  /// @param wanted stored names of types; none: every type
  Waking(Set<String> wanted, Runnable wake) {
    this.wanted = Set.copyOf(wanted);
    this.wake = wake;
  }

  @Override
  public void accept(Arrival arrival) {
    if (wanted.isEmpty() || arrival.mayHold(wanted)) {
      var through = arrival.through();
      if (through == 0 || last.getAndSet(through) != through) {
        wake.run();
      }
    }
  }
}
