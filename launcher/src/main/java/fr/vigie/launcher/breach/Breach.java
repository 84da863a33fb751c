package fr.vigie.launcher.breach;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The whole replay: attack, then what the log says of it.
///
/// @param records records-service
/// @param audit audit-service
public record Breach(HttpClient http, URI records, URI audit) {

  // The services' clocks are this machine's; a little room for their rounding.
  private static final Duration ROOM = Duration.ofSeconds(2);

  /// Signs an auditor in, when the attack is over: a token lives for five minutes.
  public interface Auditor {
    SignIn.Signed signIn() throws IOException, InterruptedException;
  }

  /// Whether the session is let in at all.
  public static boolean mayRead(HttpClient http, URI records, SignIn.Signed advisor)
      throws IOException, InterruptedException {
    return new Attack(http, records, advisor.accessToken()).mayRead();
  }

  /// Attacks for so long, then waits for the log and compares.
  ///
  /// @param everybody references of all persons as the log knows them, in an order of the
  ///   attacker's choice
  /// @param numbers of persons the advisor does not follow: the attacker breaks glasses for them
  /// @param related whom the advisor follows, as the log knows them
  public Findings replay(
      SignIn.Signed advisor,
      Duration duration,
      Iterable<String> everybody,
      List<String> numbers,
      Set<String> related,
      Auditor auditor)
      throws IOException, InterruptedException {
    var since = Clock.systemUTC().instant().minus(ROOM);
    var attack = new Attack(http, records, advisor.accessToken());
    attack.run(duration, everybody, numbers);

    var log = new LogReader(http, audit, auditor.signIn().accessToken());
    var receipts = attack.receipts();
    var shown = log.shown(advisor, since, receipts.keySet());
    var missing = new HashSet<>(receipts.keySet());
    shown.forEach(event -> missing.remove(event.id()));
    var disclosed = Set.copyOf(receipts.values());
    var byGlass = disclosed.stream().filter(attack.opened()::contains).count();
    // The attacker holds references that are nobody else's; who each person is, the log says.
    var throughGlass =
        shown.stream()
            .filter(event -> attack.opened().contains(receipts.get(event.id())))
            .map(LogReader.Logged::subject)
            .collect(Collectors.toSet());
    var outside =
        shown.stream()
            .map(LogReader.Logged::subject)
            .distinct()
            .filter(person -> !related.contains(person) && !throughGlass.contains(person))
            .count();
    return new Findings(
        attack.requests(),
        attack.budget(),
        attack.listed().size(),
        disclosed.size(),
        (int) shown.stream().map(LogReader.Logged::subject).distinct().count(),
        (int) byGlass,
        (int) outside,
        attack.refusals(),
        attack.otherAnswers(),
        attack.refusals() == 0 ? -1 : millisToRefusal(log, advisor, since, shown),
        missing.size());
  }

  private static long millisToRefusal(
      LogReader log, SignIn.Signed advisor, Instant since, List<LogReader.Logged> shown)
      throws IOException, InterruptedException {
    var last =
        shown.stream().map(LogReader.Logged::time).max(Comparator.naturalOrder()).orElse(since);
    var refused = log.refused(advisor, last, ROOM);
    var ids = shown.stream().map(LogReader.Logged::id).collect(Collectors.toSet());
    return refused.stream()
        .filter(event -> !ids.contains(event.id()))
        .map(LogReader.Logged::time)
        .min(Comparator.naturalOrder())
        .map(first -> Math.max(0, Duration.between(last, first).toMillis()))
        .orElse(-1L);
  }
}
