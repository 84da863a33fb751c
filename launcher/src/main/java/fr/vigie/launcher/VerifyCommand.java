package fr.vigie.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// Recomputes the log from its bytes, and holds it against the keys and the head that were seen
/// when it was verified last: a log that was cut short, or written anew with another key, is as
/// whole as any to who sees it for the first time.
@Command(name = "verify", description = "Recompute the audit log from its bytes.")
final class VerifyCommand implements Callable<Integer> {

  private static final JsonMapper JSON = new JsonMapper();

  @ParentCommand private @Nullable Vigie vigie;

  // A console may be null where java.base stands alone; NullAway knows that, Error Prone does not.
  @SuppressWarnings("SystemConsoleNull")
  @Override
  public Integer call() throws IOException, InterruptedException {
    var installation = Objects.requireNonNull(vigie).installation();
    if (Status.running(installation.statusFile()).isEmpty()) {
      Terminal.standard().say("Vigie is not running: its log is in its database. ./vigie up");
      return Vigie.NOT_RUNNING;
    }
    var arguments =
        new ArrayList<>(List.of("--properties", installation.settings(Part.AUDIT).toString()));
    var earlier = installation.verifiedHead();
    var keys = installation.verifiedKeys();
    if (Files.exists(keys)) {
      for (var key : Files.readAllLines(keys)) {
        arguments.addAll(List.of("--key", key));
      }
    }
    if (System.console() != null && System.console().isTerminal()) {
      arguments.add("--progress");
    }
    if (Files.exists(earlier)) {
      arguments.addAll(List.of("--head", Files.readString(earlier).strip()));
    }
    var process =
        new ProcessBuilder(verifier(arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String verdict;
    try (var out = process.getInputStream()) {
      verdict = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    var code = process.waitFor();
    System.out.println(verdict);
    if (code == 0) {
      remember(JSON.readTree(verdict), earlier, keys);
    }
    return code;
  }

  /// For the next time. Keys that signed beside one that was trusted are trusted as well.
  private static void remember(JsonNode verdict, Path head, Path keys) throws IOException {
    Files.writeString(
        head,
        verdict.path("head").path("size").asLong()
            + ":"
            + verdict.path("head").path("root").asText());
    var all = new TreeSet<>(Files.exists(keys) ? Files.readAllLines(keys) : List.of());
    verdict.path("keys").forEach(key -> all.add(key.asText()));
    Files.write(keys, all);
  }

  // A program of its own, which shares nothing with the suite.
  private static List<String> verifier(List<String> arguments) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "fr.vigie.verifier.Verify"));
    line.addAll(arguments);
    return line;
  }
}
