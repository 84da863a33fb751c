package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Figures beside a peer or a limit: one JSON object a line.
@Command(name = "bench", description = "Run a benchmark; one JSON object a line.")
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Parameters(paramLabel = "NAME", description = "as in event-store")
  private String name = "";

  @Option(
      names = "--peer",
      paramLabel = "PEER",
      description = "run beside it, in turns: keycloak, for sign-in")
  private String peer = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    var home = Objects.requireNonNull(vigie).installation().home();
    var target = home.resolve("bench").resolve("target");
    if (Files.notExists(target.resolve("lib"))) {
      throw new CannotStartException("The benches are not built: " + target + " has no lib.");
    }
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "fr.vigie.bench.Bench",
                name));
    if (!peer.isEmpty()) {
      command.addAll(List.of("--peer", peer));
    }
    return Delegate.run(home, command);
  }
}
