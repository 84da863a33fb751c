package fr.vigie.launcher;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Says what runs.
@Command(name = "status", description = "Say what runs.")
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    var installation = Objects.requireNonNull(vigie).installation();
    var running = Status.running(installation.statusFile());
    var status = running.orElseGet(StatusCommand::nothing);
    if (json) {
      System.out.println(status.json());
    } else {
      System.out.println("Vigie is " + status.state() + ".");
      for (var part : status.parts()) {
        System.out.printf(
            "  %-17s %-10s %8s  %s%n",
            part.name(), part.state(), part.pid() == null ? "-" : part.pid(), part.url());
      }
    }
    return running.isPresent() ? Vigie.DONE : Vigie.NOT_RUNNING;
  }

  private static Status nothing() {
    return new Status(
        "stopped",
        0,
        0,
        0,
        Arrays.stream(Part.values())
            .map(part ->
                new Status.PartStatus(part.title(), "stopped", null, part.port(0), part.url(0)))
            .toList());
  }
}
