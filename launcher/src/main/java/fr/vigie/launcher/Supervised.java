package fr.vigie.launcher;

import fr.vigie.embedded.ChildProcess;
import org.jspecify.annotations.Nullable;

/// One process of the suite and what it takes to start it again.
abstract class Supervised {

  private final Part part;
  private volatile State state = State.STARTING;

  enum State {
    STARTING("starting"),
    READY("ready"),
    RESTARTING("restarting"),
    STOPPED("stopped");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  Supervised(Part part) {
    this.part = part;
  }

  Part part() {
    return part;
  }

  State state() {
    return state;
  }

  void enter(State next) {
    state = next;
  }

  /// Null before the first start.
  abstract @Nullable ChildProcess process();

  /// Starts it, the first time or again. Returns when it serves.
  ///
  /// @throws fr.vigie.embedded.CannotStartException in one sentence
  abstract void start();

  /// Ends it in order. Returns when it is gone.
  abstract void stop();
}
