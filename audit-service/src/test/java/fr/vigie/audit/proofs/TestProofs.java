package fr.vigie.audit.proofs;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.log.TestLog;

/// What a log of a test shows.
public final class TestProofs {

  private TestProofs() {}

  /// Its proofs.
  public static InclusionProofs of(TestLog log) {
    return new InclusionProofs(log.serviceSource());
  }

  static LogFiles files(TestLog log, TestSigner signer) {
    return new LogFiles(log.serviceSource(), signer.checkpoints());
  }
}
