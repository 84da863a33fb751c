package fr.vigie.audit.query;

import fr.vigie.kit.Problems;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/// A bound on long answers: each holds a connection for as long as its reader takes, so that few
/// are given at a time, some more wait, and whoever comes then is told so at once. (ATTACKS 41)
public final class Streams {

  private final Semaphore free;
  private final int running;
  private final int waiting;

  /// @param running the most at a time
  /// @param waiting the most that wait for one of these to end
  public Streams(int running, int waiting) {
    this.free = new Semaphore(running, true);
    this.running = running;
    this.waiting = waiting;
  }

  /// A long answer.
  public interface Giving {
    void give() throws IOException, SQLException;
  }

  /// Called before anything is promised or written down.
  public void refuseWhereFull() {
    if (there() >= running + waiting) {
      throw Problems.of(
          503,
          "too-many-files",
          "Too many files are being read",
          "Nothing was given or written down. Try again when one of them has ended.");
    }
  }

  /// How many are under way or wait.
  int there() {
    return running - free.availablePermits() + free.getQueueLength();
  }

  /// Gives it, once there is room.
  public void give(Giving giving) throws IOException, SQLException {
    free.acquireUninterruptibly();
    try {
      giving.give();
    } finally {
      free.release();
    }
  }
}
