package fr.vigie.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Runs a program in our place: with our terminal, for our exit code.
final class Delegate {

  private Delegate() {}

  static int run(Path folder, List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start().waitFor();
  }
}
