package fr.vigie.bench;

import fr.vigie.bench.store.EventStoreBench;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Runs a bench by name.
public final class Bench {

  /// One bench.
  @FunctionalInterface
  interface Run {
    /// Runs it.
    ///
    /// @param peer to run beside, of those that are fetched for it
    void run(Report report, Optional<String> peer) throws Exception;
  }

  private static final Map<String, Run> ALL =
      new TreeMap<>(
          Map.of(
              AuditBench.NAME, (report, _) -> audit(report),
              AuditQuestionsBench.NAME, (report, _) -> new AuditQuestionsBench(report).run(),
              EventStoreBench.NAME, (report, _) -> new EventStoreBench(report).run(),
              LockoutBench.NAME, (report, _) -> new LockoutBench(report).run(),
              RecordsBench.NAME, (report, _) -> new RecordsBench(report).run(),
              SignInBench.NAME, (report, peer) -> new SignInBench(report, peer).run()));

  private Bench() {}

  /// The log itself, then the questions to it.
  private static void audit(Report report) throws Exception {
    new AuditBench(report).run();
    new AuditQuestionsBench(report).run();
  }

  /// Runs the bench of the name given as the first argument; `--peer NAME` may follow.
  public static void main(String[] arguments) throws Exception {
    var run = arguments.length > 0 ? ALL.get(arguments[0]) : null;
    var hasPeer = arguments.length == 3 && arguments[1].equals("--peer");
    if (run == null || (arguments.length > 1 && !hasPeer)) {
      System.err.println("Which bench? One of: " + String.join(", ", ALL.keySet()));
      System.exit(2);
      return;
    }
    try {
      run.run(
          new Report(arguments[0], System.out),
          hasPeer ? Optional.of(arguments[2]) : Optional.empty());
    } catch (Exception e) {
      e.printStackTrace(System.err);
      System.exit(1);
    }
    System.exit(0); // whatever threads a library left
  }
}
