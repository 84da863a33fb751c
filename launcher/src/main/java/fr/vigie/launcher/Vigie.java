package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The program behind the script `vigie`. Results for programs go to standard output, words for
/// people to standard error.
@Command(
    name = "vigie",
    synopsisSubcommandLabel = "COMMAND",
    description = "Job seekers' records that no account can read beyond its work, unseen.",
    footer = {
      "",
      "Exit codes: 0 done; 1 a check failed; 2 cannot start (a port in use, a damaged",
      "data folder, something missing); 3 not running; 64 a call that makes no sense.",
    },
    exitCodeOnExecutionException = Vigie.FAILED,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      OtpCommand.class,
      OutboxCommand.class,
      TestCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      ReplayBreachCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      HelpCommand.class,
    })
final class Vigie implements Callable<Integer> {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int CANNOT_START = 2;
  static final int NOT_RUNNING = 3;
  static final int USAGE = 64;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "the data folder (default: .vigie beside the script)")
  private @Nullable Path data;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "say how this is called")
  @SuppressWarnings("UnusedVariable") // picocli sees it, not we
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Vigie());
    line.getCommandSpec().exitCodeOnInvalidInput(USAGE);
    for (var command : line.getSubcommands().values()) {
      command.getCommandSpec().exitCodeOnInvalidInput(USAGE);
    }
    return line.setExecutionExceptionHandler((exception, command, _) -> {
      if (exception instanceof CannotStartException refusal) {
        command.getErr().println(refusal.sentence());
        return CANNOT_START;
      }
      throw exception;
    });
  }

  @Override
  public Integer call() {
    Optional.ofNullable(spec).orElseThrow().commandLine().usage(System.err);
    return USAGE;
  }

  /// Where this call's suite lies.
  Installation installation() {
    var home = Path.of(System.getProperty("vigie.home", ".")).toAbsolutePath().normalize();
    var folder = data == null ? home.resolve(".vigie") : data.toAbsolutePath().normalize();
    return new Installation(home, folder);
  }
}
