package fr.vigie.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
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
      out.println(json(verdict));
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

  /// One JSON object on one line.
  private static String json(Verdict verdict) {
    var firstBad = verdict.firstBad();
    var text = new StringWriter();
    try (var json = JsonFactory.builder().build().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("leaves", verdict.leaves());
      json.writeObjectFieldStart("head");
      json.writeNumberField("size", verdict.leaves());
      json.writeStringField("root", verdict.root());
      json.writeEndObject();
      json.writeBooleanField("ok", verdict.ok());
      if (firstBad == null) {
        json.writeNullField("firstBad");
      } else {
        json.writeObjectFieldStart("firstBad");
        json.writeNumberField("index", firstBad.index());
        json.writeStringField("what", firstBad.what());
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return text.toString();
  }

  private static String firstLine(SQLException e) {
    var message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("the database did not answer").trim();
  }
}
