package fr.vigie.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// The attack of 2024 on the running suite.
@Command(
    name = "replay-breach",
    description = "Replay the attack of 2024 on the running suite.",
    mixinStandardHelpOptions = true)
final class ReplayBreachCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    return Vigie.FAILED;
  }
}
