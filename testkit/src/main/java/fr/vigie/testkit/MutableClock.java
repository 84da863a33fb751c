package fr.vigie.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is turned.
public final class MutableClock extends Clock {

  private final AtomicReference<Instant> now;

  public MutableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /// A clock that stands at `2026-01-05T09:00:00Z`, say.
  public static MutableClock at(String instant) {
    return new MutableClock(Instant.parse(instant));
  }

  public void set(Instant instant) {
    now.set(instant);
  }

  /// Turns the clock on.
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /// Times are UTC here: the zone changes nothing.
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
