package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Stands in for the telephone of a demo account.
@Command(name = "otp", description = "Print a demo account's current one-time code.")
final class OtpCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Parameters(paramLabel = "ACCOUNT", description = "a login, as in advisor-01")
  private String login = "";

  @Override
  public Integer call() {
    var demo =
        DemoAccounts.kept(Objects.requireNonNull(vigie).installation().demoAccounts())
            .orElseThrow(
                () -> new CannotStartException("There are no demo accounts yet: ./vigie up."));
    var account =
        demo.account(login)
            .orElseThrow(() ->
                new CannotStartException(
                    "There is no demo account " + login + ": advisor-01, for example."));
    var now = Clock.systemUTC().instant();
    var step = DemoAccounts.STEP.toSeconds();
    System.out.println(DemoAccounts.code(account.totpSecret(), now));
    Terminal.standard()
        .say("valid for " + (step - now.getEpochSecond() % step) + " s; each code works once");
    return Vigie.DONE;
  }
}
