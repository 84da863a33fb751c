package fr.vigie.launcher;

import fr.vigie.embedded.PostgresBackup;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Copies every service's database while the suite runs. The keys stay where they are: who has the
/// copy alone reads nobody's file.
@Command(
    name = "backup",
    description = {
      "Copy every database while the suite runs.",
      "A suite starts on it where the folder is named postgresql in a data folder, beside the"
          + " secrets of then.",
    })
final class BackupCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Parameters(paramLabel = "FOLDER", description = "where to; empty, or not there yet")
  private Path to = Path.of("");

  @Override
  public Integer call() {
    var installation = Objects.requireNonNull(vigie).installation();
    var running = Status.running(installation.statusFile());
    if (running.isEmpty()) {
      Terminal.standard().say("Nothing runs: ./vigie up, then again.");
      return Vigie.NOT_RUNNING;
    }
    var target = to.toAbsolutePath().normalize();
    PostgresBackup.take(
        installation.data().resolve("postgresql"),
        Part.POSTGRESQL.port(running.get().portOffset()),
        target);
    Terminal.standard().say("Every database is in " + target + "; no key is.");
    return Vigie.DONE;
  }
}
