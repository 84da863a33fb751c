package fr.vigie.audit.log;

import fr.vigie.verifier.Verify;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program audit-verifier, run as it is started from a command line.
public final class Verifier {

  /// What it said.
  public record Answer(int exitCode, JsonObject json, String sentence) {

    /// The first bad leaf.
    public long firstBad() {
      return json.getJsonObject("firstBad").getLong("index");
    }

    /// The last one that the first bad leaf may be.
    public long lastBad() {
      return json.getJsonObject("firstBad").getLong("last");
    }
  }

  private Verifier() {}

  /// Checks a log.
  public static Answer check(TestLog log, String... options) {
    try {
      var login = Files.createTempFile("login", ".properties");
      try {
        Files.writeString(
            login,
            "user=%s%npassword=%s%n".formatted(log.service().user(), log.service().password()));
        var arguments =
            new ArrayList<>(
                List.of("--url", log.database().jdbcUrl(), "--properties", login.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
      } finally {
        Files.delete(login);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs it.
  public static Answer run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Verify.run(
            arguments,
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    var said = out.toString(StandardCharsets.UTF_8);
    return new Answer(
        code,
        said.isEmpty() ? new JsonObject() : new JsonObject(said),
        err.toString(StandardCharsets.UTF_8));
  }
}
