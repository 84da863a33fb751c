package fr.vigie.launcher;

import java.io.PrintStream;
import java.util.Locale;

/// Words for people, on standard error: results for programs have standard output to themselves. A
/// terminal shows progress in place; without one every word is a line.
final class Terminal {

  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

  private final PrintStream err;
  private final boolean live;
  private int width;
  private long lastLine;

  Terminal(PrintStream err, boolean live) {
    this.err = err;
    this.live = live;
  }

  // A console may be null where java.base stands alone; NullAway knows that, Error Prone does not.
  @SuppressWarnings("SystemConsoleNull")
  static Terminal standard() {
    var console = System.console();
    return new Terminal(System.err, console != null && console.isTerminal());
  }

  synchronized void say(String words) {
    clear();
    err.println(words);
    err.flush();
  }

  /// How far something has come. Shown in place, or as a line every few seconds.
  synchronized void progress(String what, long done, long all) {
    if (live) {
      var text =
          String.format(
              Locale.ROOT, "%s %,d of %,d (%d %%)", what, done, all, done * 100 / Math.max(1, all));
      clear();
      err.print(text);
      err.flush();
      width = text.length();
    } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
      err.printf(Locale.ROOT, "%s %,d of %,d%n", what, done, all);
      err.flush();
      lastLine = System.nanoTime();
    }
  }

  private void clear() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
  }
}
