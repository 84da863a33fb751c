package fr.vigie.identity.password;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// A place in the queue for a worker. Given back once, used or not.
public final class Turn {

  private final Semaphore places;
  private final AtomicBoolean over = new AtomicBoolean();

  Turn(Semaphore places) {
    this.places = places;
  }

  /// Gives the place back; again has no effect.
  public void over() {
    if (over.compareAndSet(false, true)) {
      places.release();
    }
  }
}
