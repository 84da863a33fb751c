package fr.vigie.launcher;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says how the commands are called.
@Command(name = "help", description = "Say how the commands, or one of them, are called.")
final class HelpCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "one of the commands")
  private @Nullable String about;

  @Override
  public Integer call() {
    var all = Objects.requireNonNull(spec).parent().commandLine();
    if (about == null) {
      all.usage(all.getOut());
      return Vigie.DONE;
    }
    var one = all.getSubcommands().get(about);
    if (one == null) {
      all.getErr().println("There is no command " + about + ".");
      return Vigie.USAGE;
    }
    one.usage(all.getOut());
    return Vigie.DONE;
  }
}
