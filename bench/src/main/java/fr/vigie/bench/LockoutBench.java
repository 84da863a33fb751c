package fr.vigie.bench;

/// lockout-service as three replicas, from outside.
final class LockoutBench {

  static final String NAME = "lockout";

  private final Report report;

  LockoutBench(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    try (var stage = Stage.open()) {
      new PermitRate(report).run(stage);
      new FreezePropagation(report).run(stage);
    }
  }
}
