package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.Secrets;
import fr.vigie.launcher.files.FileImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// A file of job seekers, through the import door of the running suite.
@Command(
    name = "import",
    description =
        "Import a file of job seekers (NDJSON, or CSV with a header) into the running suite."
            + " What is refused lies beside it as FILE.rejects, with the reasons; a run that was"
            + " killed goes on where it was.")
final class ImportCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Parameters(paramLabel = "FILE", description = "ends with .csv, or is NDJSON")
  private @Nullable Path file;

  @Option(
      names = "--agent",
      paramLabel = "LOGIN",
      defaultValue = "account-admin-01",
      description = "in whose name the files come: every event of them says so (${DEFAULT-VALUE})")
  private String login = "";

  @Override
  public Integer call() throws IOException {
    var terminal = Terminal.standard();
    var installation = Objects.requireNonNull(vigie).installation();
    var from = Objects.requireNonNull(file);
    if (!Files.isReadable(from)) {
      throw new CannotStartException(from + " cannot be read.");
    }
    var status = Status.running(installation.statusFile());
    if (status.isEmpty() || !status.get().state().equals("ready")) {
      terminal.say("Vigie is not ready: ./vigie up --detach, then again.");
      return Vigie.NOT_RUNNING;
    }
    var agent =
        DemoAccounts.kept(installation.demoAccounts())
            .flatMap(demo -> demo.account(login))
            .orElseThrow(() ->
                new CannotStartException(
                    "There is no account %s: say by --agent in whose name the files come."
                        .formatted(login)));
    var all = lines(from);
    var began = System.nanoTime();
    try (var http = HttpClient.newHttpClient()) {
      var door =
          new ImportDoor(
              http,
              URI.create(Part.RECORDS.url(status.get().portOffset()) + "/v1/imports/persons"),
              Settings.launcherKey(new Secrets(installation.secrets())),
              agent);
      var settled =
          new FileImport(
                  lines -> {
                    var answer = door.send(lines);
                    return new FileImport.Answer(answer.statusCode(), answer.body());
                  },
                  so -> terminal.progress("Lines", so.lines(), all))
              .run(from);
      terminal.say(
          String.format(
              Locale.ROOT,
              "%,d lines in %.1f s: %,d persons taken, %,d kept as they were, %,d rejected.",
              settled.lines(),
              (System.nanoTime() - began) / 1e9,
              settled.taken(),
              settled.kept(),
              settled.rejected()));
      return settled.rejected() == 0 ? Vigie.DONE : Vigie.FAILED;
    }
  }

  private static long lines(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (UncheckedIOException e) {
      throw new CannotStartException(file + " cannot be read as UTF-8.", e);
    }
  }
}
