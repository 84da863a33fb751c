package fr.vigie.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.notes.NoteKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is signed, and what is not.
class CheckpointsTest {

  private final TestLog test = TestLog.create();
  private final TestSigner signer = new TestSigner(test);

  private static List<Entry> disclosures(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> Samples.disclosure(position).entry())
        .toList();
  }

  private NoteKey key(int number) throws SQLException {
    return NoteKey.parse(signer.keys().get(number));
  }

  private void asSuperuser(String... statements) throws SQLException {
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void a_checkpoint_says_size_and_root_and_is_signed() throws SQLException {
    test.writer().append(disclosures(1, 300));

    var checkpoint = Checkpoint.parse(signer.sign());

    assertThat(checkpoint.origin()).isEqualTo(TestSigner.ORIGIN);
    assertThat(checkpoint.size()).isEqualTo(300);
    assertThat("300:" + java.util.HexFormat.of().formatHex(checkpoint.root()))
        .isEqualTo(test.head());
    assertThat(checkpoint.note().isSignedBy(key(0))).isTrue();
  }

  @Test
  void nothing_is_signed_where_nothing_came() throws SQLException {
    assertThat(signer.sign()).isEmpty();
    test.writer().append(disclosures(1, 3));
    signer.sign();

    assertThat(signer.checkpoints().sign()).isEmpty();
  }

  @Test
  void replicas_that_sign_at_once_sign_one_root_a_size() throws Exception {
    var log = test.writer();
    var replicas = List.of(signer, new TestSigner(test), new TestSigner(test));
    try (var threads = Executors.newFixedThreadPool(replicas.size())) {
      for (var batch = 0; batch < 10; batch++) {
        log.append(disclosures(batch * 10L + 1, batch * 10L + 10));
        var all = new ArrayList<Callable<Object>>();
        replicas.forEach(replica -> all.add(() -> replica.sign()));
        for (var done : threads.invokeAll(all)) {
          done.get();
        }
      }
    }

    assertThat(test.texts("select size from checkpoint order by size"))
        .containsExactly("10", "20", "30", "40", "50", "60", "70", "80", "90", "100");
    assertThat(signer.keys()).hasSize(1);
    assertThat(Verifier.check(test, "--key", signer.keys().getFirst()).sentence()).isEmpty();
  }

  // ATTACKS 43, 48
  @Test
  void a_log_that_was_cut_is_not_signed() throws SQLException {
    test.writer().append(disclosures(1, 10));
    asSuperuser("create table kept as table tree_head");
    test.writer().append(disclosures(11, 20));
    signer.sign();
    asSuperuser(
        "delete from leaf where index >= 10",
        "update tree_head t set size = k.size, root = k.root, edge = k.edge from kept k");

    assertThatThrownBy(() -> signer.checkpoints().sign())
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("signed at 20 leaves");
  }

  // ATTACKS 44
  @Test
  void a_tree_that_was_rewritten_is_not_signed() throws SQLException {
    test.writer().append(disclosures(1, 600));
    signer.sign();
    asSuperuser("update tree_head set edge[2] = set_bit(edge[2], 77, 1 - get_bit(edge[2], 77))");
    test.writer().append(disclosures(601, 700));

    assertThatThrownBy(() -> signer.checkpoints().sign())
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("not those that were signed");
  }

  // ATTACKS 44, 46: a fork whose whole tree is right, of which one older checkpoint is known
  @Test
  void a_fork_with_a_tail_signed_anew_is_found_by_an_older_checkpoint(@TempDir Path folder)
      throws Exception {
    test.writer().append(disclosures(1, 200));
    var older = Files.writeString(folder.resolve("older"), signer.sign());
    test.writer().append(disclosures(201, 300));
    var known = Files.writeString(folder.resolve("checkpoint"), signer.sign());
    var fork = TestLog.create();
    var forger = new TestSigner(fork);
    fork.writer().append(disclosures(1, 299));
    fork.writer().append(List.of(Samples.disclosure(300).with("ce_actor", "nobody").entry()));
    fork.writer().append(disclosures(301, 310));
    forger.sign();

    assertThat(Verifier.check(fork).exitCode()).isZero();
    var key = signer.keys().getFirst();
    var answer = Verifier.check(fork, "--key", key, "--checkpoint", known.toString());
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(List.of(answer.firstBad(), answer.lastBad())).containsExactly(0L, 299L);

    answer =
        Verifier.check(
            fork, "--key", key, "--checkpoint", older.toString(), "--checkpoint", known.toString());
    assertThat(List.of(answer.firstBad(), answer.lastBad())).containsExactly(200L, 299L);
  }

  // ATTACKS 46
  @Test
  void keys_change_without_anybody_left_alone() throws SQLException {
    test.writer().append(disclosures(1, 1));
    signer.sign();
    var second = signer.signingKeys().add();
    test.writer().append(disclosures(2, 2));

    var both = Checkpoint.parse(signer.sign()).note();
    assertThat(both.isSignedBy(key(0))).isTrue();
    assertThat(both.isSignedBy(key(1))).isTrue();

    assertThat(signer.signingKeys().end(1)).isTrue();
    assertThat(signer.signingKeys().end(second.id())).isFalse();
    test.writer().append(disclosures(3, 3));
    var newer = Checkpoint.parse(signer.sign()).note();
    assertThat(newer.isSignedBy(key(0))).isFalse();
    assertThat(newer.isSignedBy(key(1))).isTrue();
    assertThat(Verifier.check(test, "--key", signer.keys().get(0), "--key", signer.keys().get(1)))
        .extracting(Verifier.Answer::exitCode)
        .isEqualTo(0);
  }

  @Test
  void a_key_is_wrapped_and_opens_under_its_own_row_alone() throws SQLException {
    test.writer().append(disclosures(1, 1));
    signer.sign();

    assertThat(test.texts("select encode(wrapped, 'hex') from signing_key").getFirst())
        .hasSizeGreaterThan(2 * (12 + 16 + 32));
    asSuperuser(
        "update signing_key set public_key = set_bit(public_key, 5, 1 - get_bit(public_key, 5))");
    test.writer().append(disclosures(2, 2));
    assertThatThrownBy(() -> new TestSigner(test).sign())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.audit.checkpoint.key-encryption-key");
  }
}
