package fr.vigie.kit.guard;

import fr.vigie.contracts.status.ActingStatus;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Tells each listener, on a thread of its own, until it has understood. One that fails holds up
/// nobody else, least of all the guard.
final class Listeners implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Listeners.class);
  private static final long PAUSE_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private record Listening(BlockingQueue<ActingStatus> waiting, Thread thread) {}

  private final List<Listening> all;

  Listeners(List<StatusListener> listeners) {
    all = listeners.stream().map(Listeners::begin).toList();
  }

  /// Puts it in each one's queue.
  void tell(ActingStatus status) {
    all.forEach(one -> one.waiting().add(status));
  }

  private static Listening begin(StatusListener listener) {
    var waiting = new LinkedBlockingQueue<ActingStatus>();
    var thread =
        Thread.ofVirtual()
            .name("status-listener-" + listener.getClass().getSimpleName())
            .start(() -> listen(listener, waiting));
    return new Listening(waiting, thread);
  }

  private static void listen(StatusListener listener, BlockingQueue<ActingStatus> waiting) {
    try {
      while (true) {
        tell(listener, waiting.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(StatusListener listener, ActingStatus status)
      throws InterruptedException {
    var pause = PAUSE_MILLIS;
    while (true) {
      try {
        listener.heard(status);
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        LOG.warnf(
            "a status was not taken in and is told again: scope=%s position=%d fault=%s",
            status.scope(), status.position(), e.getClass().getName());
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(LONGEST_MILLIS, pause * 2);
      }
    }
  }

  @Override
  public void close() {
    all.forEach(one -> one.thread().interrupt());
  }
}
