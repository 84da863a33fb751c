package fr.vigie.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongConsumer;

/// The program. One JSON object on standard output says what was found; sentences for people and
/// progress go to standard error.
public final class Verify {

  private static final int WHOLE = 0;
  private static final int ALTERED = 1;
  private static final int UNREADABLE = 2;

  private Verify() {}

  /// Runs, and exits with 0 (the log is whole), 1 (it was altered) or 2 (it could not be read).
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out, System.err));
  }

  /// The program as a function, for those who run it inside their own.
  ///
  /// @return the exit code
  public static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (Arrays.asList(arguments).contains("--help")) {
      out.print(Options.USAGE);
      return WHOLE;
    }
    Options options;
    try {
      options = Options.read(arguments, environment);
    } catch (IllegalArgumentException e) {
      err.println("Cannot check the log: " + e.getMessage() + ".");
      err.print(Options.USAGE);
      return UNREADABLE;
    } catch (IOException e) {
      err.println("Cannot check the log: the file with user and password cannot be read.");
      return UNREADABLE;
    }
    try (var connection = DriverManager.getConnection(options.url(), options.login())) {
      var progress = progress(options, err);
      var verdict = new LogCheck(connection, options.heads(), progress).run();
      out.println(verdict.json());
      var firstBad = verdict.firstBad();
      if (firstBad != null) {
        err.println(firstBad.sentence());
        return ALTERED;
      }
      return WHOLE;
    } catch (SQLException e) {
      err.println("Cannot check the log: " + firstLine(e) + ".");
      return UNREADABLE;
    }
  }

  // A console may still be null where java.base stands alone; NullAway knows that, Error Prone not.
  @SuppressWarnings("SystemConsoleNull")
  private static LongConsumer progress(Options options, PrintStream err) {
    var console = System.console();
    if (!options.progress() && (console == null || !console.isTerminal())) {
      return _ -> {};
    }
    var started = System.nanoTime();
    return leaves -> {
      var seconds = Math.max(System.nanoTime() - started, 1) / 1e9;
      err.printf("\r%,d leaves, %,.0f a second", leaves, leaves / seconds);
      err.flush();
    };
  }

  private static String firstLine(SQLException e) {
    var message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("the database did not answer").trim();
  }
}
