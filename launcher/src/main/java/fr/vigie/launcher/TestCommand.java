package fr.vigie.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Every gate and every test.
@Command(name = "test", description = "Run every gate and every test.")
final class TestCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Option(names = "--long", description = "the long ones too")
  private boolean all;

  @Override
  public Integer call() throws IOException, InterruptedException {
    // The script runs Maven without us: our own jar is built anew.
    var line = new ArrayList<>(List.of("./vigie", "test"));
    if (all) {
      line.add("--long");
    }
    var code = Delegate.run(Objects.requireNonNull(vigie).installation().home(), line);
    return code == 0 ? Vigie.DONE : Vigie.FAILED;
  }
}
