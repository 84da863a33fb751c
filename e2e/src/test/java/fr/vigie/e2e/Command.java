package fr.vigie.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program run to its end.
///
/// @param exit its exit code
/// @param out what it said to programs
/// @param err what it said to people
record Command(int exit, String out, String err) {

  private static final int PATIENCE_MINUTES = 10;

  static Command run(Path folder, Map<String, String> environment, List<String> words) {
    try {
      var builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      var out = CompletableFuture.supplyAsync(() -> text(process.inputReader()));
      var err = CompletableFuture.supplyAsync(() -> text(process.errorReader()));
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("did not end: " + words);
      }
      return new Command(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new AssertionError("cannot run " + words, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String text(java.io.BufferedReader reader) {
    var lines = new ArrayList<String>();
    reader.lines().forEach(lines::add);
    return String.join("\n", lines);
  }
}
