package fr.vigie.launcher;

import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.Secrets;
import fr.vigie.launcher.breach.Breach;
import fr.vigie.launcher.breach.SignIn;
import fr.vigie.launcher.population.Person;
import fr.vigie.launcher.population.Population;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// The attack of 2024 on the running suite: one JSON object says what it came to.
@Command(
    name = "replay-breach",
    description = "Replay the attack of 2024 on the running suite; one JSON object.")
final class ReplayBreachCommand implements Callable<Integer> {

  // Each replay ends with its attacker frozen: the next takes the next.
  private static final List<String> ATTACKERS =
      List.of("advisor-02", "advisor-10", "advisor-11", "advisor-12", "advisor-13", "advisor-14");
  private static final String AUDITOR = "auditor-01";
  private static final int GLASSES_TRIED = 8;
  // An access token lives for five minutes.
  private static final int LONGEST = 240;

  @ParentCommand private @Nullable Vigie vigie;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "how long to read (default: 60, at most 240)")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seconds < 1 || seconds > LONGEST) {
      throw new CannotStartException("--seconds must lie between 1 and " + LONGEST + ".");
    }
    var terminal = Terminal.standard();
    var installation = Objects.requireNonNull(vigie).installation();
    var status = Status.running(installation.statusFile());
    if (status.isEmpty() || !status.get().state().equals("ready")) {
      terminal.say("Vigie is not ready: ./vigie up --detach, then again.");
      return Vigie.NOT_RUNNING;
    }
    var offset = status.get().portOffset();
    var secrets = new Secrets(installation.secrets());
    var demo = DemoAccounts.kept(installation.demoAccounts()).orElseThrow();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var signIn =
          new SignIn(
              http,
              URI.create(Part.IDENTITY.url(offset)),
              Settings.redirectUri(offset),
              Settings.clientSecret(secrets));
      var records = URI.create(Part.RECORDS.url(offset));
      var advisor = attacker(http, records, signIn, demo, terminal);
      terminal.say("It reads for %d s, 16 requests at a time ...".formatted(seconds));
      var population = PopulationImport.population(secrets);
      var persons = PopulationImport.loaded(installation);
      var findings =
          new Breach(http, records, URI.create(Part.AUDIT.url(offset)))
              .replay(
                  advisor,
                  Duration.ofSeconds(seconds),
                  () -> everybody(population, persons),
                  strangers(population, persons, advisor),
                  related(population, persons, advisor),
                  () -> {
                    terminal.say(AUDITOR + " signs in and reads the log ...");
                    return signIn(signIn, demo, AUDITOR);
                  });
      System.out.println(new JsonMapper().writeValueAsString(findings));
      return findings.held() ? Vigie.DONE : Vigie.FAILED;
    }
  }

  private static SignIn.Signed attacker(
      HttpClient http, URI records, SignIn signIn, DemoAccounts demo, Terminal terminal)
      throws IOException, InterruptedException {
    for (var login : ATTACKERS) {
      try {
        var signed = signIn(signIn, demo, login);
        if (Breach.mayRead(http, records, signed)) {
          terminal.say(login + " is signed in.");
          return signed;
        }
      } catch (CannotStartException _) {
        // said below
      }
      terminal.say(login + " may not act: an earlier replay has frozen the account.");
    }
    throw new CannotStartException(
        "Every attacker is frozen. Two security officers can end a freeze, or begin anew with"
            + " ./vigie down and an empty data folder.");
  }

  private static SignIn.Signed signIn(SignIn signIn, DemoAccounts demo, String login)
      throws IOException, InterruptedException {
    var account = demo.account(login).orElseThrow();
    return signIn.as(
        login,
        demo.password(),
        () -> DemoAccounts.code(account.totpSecret(), Clock.systemUTC().instant()));
  }

  private static java.util.Iterator<String> everybody(Population population, int persons) {
    return IntStream.range(0, persons)
        .mapToObj(index -> population.reference(index).toString())
        .iterator();
  }

  // Of the own organisation, where a glass opens anything at all; more than a day has.
  private static List<String> strangers(Population population, int persons, SignIn.Signed advisor) {
    return IntStream.range(0, persons)
        .mapToObj(population::person)
        .filter(person ->
            person.advisor() != null
                && !person.advisor().toString().equals(advisor.account())
                && person.organisation().equals("FT"))
        .limit(GLASSES_TRIED)
        .map(Person::number)
        .toList();
  }

  private static Set<String> related(Population population, int persons, SignIn.Signed advisor) {
    return IntStream.range(0, persons)
        .filter(index -> {
          var follower = population.advisorOf(index);
          return follower != null && follower.toString().equals(advisor.account());
        })
        .mapToObj(index -> population.reference(index).toString())
        .collect(Collectors.toSet());
  }
}
