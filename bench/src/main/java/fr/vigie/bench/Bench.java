package fr.vigie.bench;

import java.util.Map;
import java.util.TreeMap;

/// Runs a bench by name.
public final class Bench {

  /// One bench.
  @FunctionalInterface
  interface Run {
    void run(Report report) throws Exception;
  }

  private static final Map<String, Run> ALL =
      new TreeMap<>(
          Map.of(
              AuditQuestionsBench.NAME, report -> new AuditQuestionsBench(report).run(),
              AuditBench.NAME, report -> new AuditBench(report).run(),
              EventStoreBench.NAME, report -> new EventStoreBench(report).run(),
              LockoutBench.NAME, report -> new LockoutBench(report).run(),
              RecordsBench.NAME, report -> new RecordsBench(report).run(),
              SignInBench.NAME, report -> new SignInBench(report).run()));

  private Bench() {}

  /// Runs the bench of the name given as the only argument.
  public static void main(String[] arguments) throws Exception {
    var run = arguments.length == 1 ? ALL.get(arguments[0]) : null;
    if (run == null) {
      System.err.println("Which bench? One of: " + String.join(", ", ALL.keySet()));
      System.exit(2);
      return;
    }
    try {
      run.run(new Report(arguments[0], System.out));
    } catch (Exception e) {
      e.printStackTrace(System.err);
      System.exit(1);
    }
    System.exit(0); // whatever threads a library left
  }
}
