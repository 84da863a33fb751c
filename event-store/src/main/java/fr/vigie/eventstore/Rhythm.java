package fr.vigie.eventstore;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// When a follower looks: at once where something comes after a while of nothing, and then not
/// before what comes close upon it has gathered. Each look costs a statement, and each batch a
/// commit, in the database or at the broker.
///
/// Where nobody waits for events of some types, more of them gather, and any other ends that.
final class Rhythm {

  private static final Duration PACE = Duration.ofMillis(20);

  private final Arrivals arrivals;
  private final Predicate<String> wanted;
  private final Waking word;
  private final Consumer<Arrival> hurry = this::mayHurry;
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore hurried = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long pace = PACE.toNanos();
  private volatile long calmPace;
  private volatile Waking hurrying;

  /// @param wanted whether the follower reads events of a type, by its stored name
  Rhythm(Arrivals arrivals, Predicate<String> wanted) {
    this.arrivals = arrivals;
    this.wanted = wanted;
    this.word = new Waking(wanted, () -> wake(arrived));
    this.hurrying = new Waking(wanted, () -> wake(hurried));
  }

  void atMostEvery(Duration time) {
    pace = time.toNanos();
  }

  /// @param calm stored names of the types nobody waits for
  void gather(Duration time, Set<String> calm) {
    calmPace = time.toNanos();
    hurrying = new Waking(wanted.and(type -> !calm.contains(type)), () -> wake(hurried));
  }

  // One that is awake already need not be woken for each of what comes.
  private static void wake(Semaphore sleeping) {
    if (sleeping.availablePermits() == 0) {
      sleeping.release();
    }
  }

  // What perhaps came is seen at the next look anyway.
  private void mayHurry(Arrival arrival) {
    if (arrival.through() > 0) {
      hurrying.accept(arrival);
    }
  }

  void begin() {
    arrivals.tell(word);
    if (calmPace > 0) {
      arrivals.tell(hurry);
    }
  }

  void close() {
    arrivals.forget(word);
    arrivals.forget(hurry);
    closing.countDown();
    wake(arrived);
    wake(hurried);
  }

  /// What comes from now on is not seen by the look that follows, or not surely.
  void look() {
    arrived.drainPermits();
    hurried.drainPermits();
  }

  /// Until something comes; a second at the most.
  void untilSomethingComes() throws InterruptedException {
    var _ = arrived.tryAcquire(1, TimeUnit.SECONDS);
  }

  /// Until it is time for the next look.
  ///
  /// @param since when the last one was, by the clock of intervals
  void untilNext(long since) throws InterruptedException {
    if (closing.await(pace - (System.nanoTime() - since), TimeUnit.NANOSECONDS)) {
      return;
    }
    var _ = hurried.tryAcquire(calmPace - (System.nanoTime() - since), TimeUnit.NANOSECONDS);
  }

  /// So long, or until it is closed.
  void pause(long millis) throws InterruptedException {
    var _ = closing.await(millis, TimeUnit.MILLISECONDS);
  }
}
