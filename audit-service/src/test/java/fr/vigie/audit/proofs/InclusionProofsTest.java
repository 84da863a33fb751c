package fr.vigie.audit.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be shown of the log to somebody who trusts nothing but its key.
class InclusionProofsTest {

  private final TestLog test = TestLog.create();
  private final TestSigner signer = new TestSigner(test);
  private final InclusionProofs proofs = TestProofs.of(test);
  private final LogFiles files = TestProofs.files(test, signer);

  private static List<Entry> disclosures(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> Samples.disclosure(position).entry())
        .toList();
  }

  @Test
  void a_receipt_becomes_a_proof_that_needs_nothing_but_the_key(@TempDir Path folder)
      throws Exception {
    test.writer().append(disclosures(1, 700));
    signer.sign();
    var id = test.texts("select id from leaf where index = 423").getFirst();

    var proof = proofs.ofEvent(id).orElseThrow();

    var file = Files.writeString(folder.resolve("receipt.tlog-proof"), proof).toString();
    var key = signer.keys().getFirst();
    assertThat(Verifier.run("--proof", file, "--key", key).exitCode()).isZero();
    Files.writeString(Path.of(file), proof.replace("index 423", "index 424"));
    assertThat(Verifier.run("--proof", file, "--key", key).exitCode()).isEqualTo(1);
    assertThat(proofs.ofEvent("nobody")).isEmpty();
  }

  @Test
  void there_is_no_proof_of_what_no_checkpoint_covers() throws SQLException {
    test.writer().append(disclosures(1, 5));
    signer.sign();
    test.writer().append(disclosures(6, 6));

    assertThat(proofs.ofLeaf(4)).isPresent();
    assertThat(proofs.ofLeaf(5)).isEmpty();
    assertThat(files.tile(new LogPath(0, 0, 5))).isPresent();
    assertThat(files.tile(new LogPath(0, 0, 6))).isEmpty();
    assertThat(files.entries(new LogPath(LogPath.ENTRIES, 0, 6))).isEmpty();
  }

  @Test
  void consistency_is_proved_between_any_two_sizes() throws SQLException {
    test.writer().append(disclosures(1, 600));
    signer.sign();

    assertThat(proofs.consistency(123, 600)).isPresent();
    assertThat(proofs.consistency(256, 257)).isPresent();
    assertThat(proofs.consistency(600, 600)).contains(List.of());
    assertThat(proofs.consistency(600, 601)).isEmpty();
    assertThat(proofs.consistency(5, 4)).isEmpty();
  }
}
