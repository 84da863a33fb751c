package fr.vigie.audit.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits longer each time, and not at all once this service is told to stop.
final class BackOff {

  private final Duration first;
  private final Duration longest;
  private final CountDownLatch stopping;
  private Duration next;

  BackOff(IngestSettings settings, CountDownLatch stopping) {
    this.first = settings.retryAfter();
    this.longest = settings.retryAtMost();
    this.stopping = stopping;
    this.next = first;
  }

  void reset() {
    next = first;
  }

  /// Waits.
  ///
  /// @return false where this service was told to stop
  boolean pause() {
    try {
      var stopped = stopping.await(next.toNanos(), TimeUnit.NANOSECONDS);
      next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
      return !stopped;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
