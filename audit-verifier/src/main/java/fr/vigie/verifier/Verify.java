package fr.vigie.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import fr.vigie.verifier.Options.Target;
import fr.vigie.verifier.files.FileCheck;
import fr.vigie.verifier.files.LogFiles;
import fr.vigie.verifier.files.Proof;
import fr.vigie.verifier.rows.LogCheck;
import fr.vigie.verifier.verdicts.Trust;
import fr.vigie.verifier.verdicts.Verdict;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

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
      err.println("Cannot check the log: a file that was named cannot be read.");
      return UNREADABLE;
    }
    try {
      var verdict = check(options, progress(options, err));
      out.println(json(verdict));
      var firstBad = verdict.firstBad();
      if (firstBad != null) {
        err.println(firstBad.sentence());
        return ALTERED;
      }
      return WHOLE;
    } catch (SQLException | IOException e) {
      err.println("Cannot check the log: " + firstLine(e) + ".");
      return UNREADABLE;
    }
  }

  private static Verdict check(Options options, LongConsumer progress)
      throws SQLException, IOException {
    return switch (options.target()) {
      case Target.InDatabase(var url, var login) -> {
        try (var connection = DriverManager.getConnection(url, login);
            var second = DriverManager.getConnection(url, login)) {
          yield new LogCheck(connection, second, options.trust(), progress).run();
        }
      }
      case Target.AsFiles files ->
          new FileCheck(files(files), options.trust(), files.withEntries(), progress).run();
      case Target.OfOneLeaf(var file) -> proof(Files.readString(Path.of(file)), options.trust());
    };
  }

  private static LogFiles files(Target.AsFiles asked) {
    var files =
        asked.place().startsWith("http")
            ? LogFiles.at(URI.create(asked.place()), asked.token())
            : LogFiles.in(Path.of(asked.place()));
    return asked.copy() == null ? files : files.savedTo(Path.of(asked.copy()));
  }

  private static Verdict proof(String text, Trust trust) {
    @Nullable Fault fault;
    Proof proof;
    try {
      proof = Proof.parse(text);
      var unsigned = !proof.checkpoint().note().isSignedByAny(trust.keys());
      var unwitnessed =
          trust.witnesses().stream().anyMatch(key -> !proof.checkpoint().note().isSignedBy(key));
      fault =
          unsigned || unwitnessed
              ? new Fault(proof.index(), "the checkpoint is not signed by whom it must be")
              : proof.fault();
    } catch (IllegalArgumentException e) {
      return new Verdict(0, "", 0, List.of(), new Fault(0, "the proof is none: " + e.getMessage()));
    }
    return new Verdict(
        proof.checkpoint().size(),
        HexFormat.of().formatHex(proof.checkpoint().root()),
        0,
        trust.keys(),
        fault);
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
      json.writeNumberField("withoutContents", verdict.withoutContents());
      json.writeArrayFieldStart("keys");
      for (var key : verdict.keys()) {
        json.writeString(key.toString());
      }
      json.writeEndArray();
      json.writeBooleanField("ok", verdict.ok());
      if (firstBad == null) {
        json.writeNullField("firstBad");
      } else {
        json.writeObjectFieldStart("firstBad");
        json.writeNumberField("index", firstBad.index());
        json.writeNumberField("last", firstBad.last());
        json.writeStringField("what", firstBad.what());
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return text.toString();
  }

  private static String firstLine(Exception e) {
    var message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("nobody answered").trim();
  }
}
