package fr.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a container starts a service: by the words of `deploy/jvm.Containerfile`, with the memory
/// that Kubernetes gives it.
final class Container {

  private static final Path FILE = Path.of("deploy", "jvm.Containerfile");
  private static final Pattern SETTING = Pattern.compile("\"(-XX:[^\"]+)\"");
  private static final String MEMORY = "-XX:MaxRAM=512m";

  private Container() {}

  /// What its JVM is told.
  static List<String> words() throws IOException {
    return Stream.concat(
            Stream.of(MEMORY),
            SETTING.matcher(Files.readString(FILE)).results().map(result -> result.group(1)))
        .toList();
  }
}
