package fr.vigie.launcher;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// Stops what `up` started.
@Command(name = "down", description = "Stop everything.")
final class DownCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @ParentCommand private @Nullable Vigie vigie;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    var terminal = Terminal.standard();
    var status = Status.running(Objects.requireNonNull(vigie).installation().statusFile());
    if (status.isEmpty()) {
      terminal.say("Vigie is not running.");
      return Vigie.DONE;
    }
    var supervisor = status.get().supervisor();
    if (supervisor.isPresent()) {
      supervisor.get().destroy();
      try {
        supervisor.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        // Its children go with it.
        supervisor.get().destroyForcibly();
        terminal.say("Vigie did not stop in " + PATIENCE.toMinutes() + " minutes and was killed.");
        return Vigie.FAILED;
      }
    }
    terminal.say("Stopped.");
    return Vigie.DONE;
  }
}
