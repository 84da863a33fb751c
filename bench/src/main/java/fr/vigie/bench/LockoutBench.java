package fr.vigie.bench;

import fr.vigie.testkit.TestIssuer;
import java.util.Map;

/// lockout-service as three replicas, from outside.
final class LockoutBench {

  static final String NAME = "lockout";

  private final Report report;

  LockoutBench(Report report) {
    this.report = report;
  }

  /// What lockout-service does not start without: an issuer, and keys that are of no use elsewhere.
  static Map<String, String> settings(TestIssuer issuer) {
    return Map.of(
        "quarkus.oidc.auth-server-url",
        issuer.url(),
        "vigie.identity.url",
        issuer.url(),
        "vigie.lockout.identity.key",
        "of-no-use-to-anybody-000000000000",
        "vigie.lockout.devices.key",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  }

  void run() throws Exception {
    try (var stage = Stage.open()) {
      new PermitRate(report).run(stage);
      new FreezePropagation(report).run(stage);
    }
  }
}
