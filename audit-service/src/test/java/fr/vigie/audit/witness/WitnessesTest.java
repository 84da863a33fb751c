package fr.vigie.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.audit.alarms.TestAlarms;
import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.LogRewoundException;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.audit.proofs.TestProofs;
import fr.vigie.testkit.MutableClock;
import fr.vigie.verifier.notes.NoteKey;
import fr.vigie.verifier.notes.SignedNote;
import fr.vigie.witness.WitnessServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log and a real witness, over HTTP. (ATTACKS 43 to 48)
class WitnessesTest {

  private final TestLog test = TestLog.create();
  private final TestSigner signer = new TestSigner(test);
  private final TestAlarms alarms = new TestAlarms();
  private final Log log = test.writer();
  private @TempDir Path folder;
  private WitnessServer server;

  @BeforeEach
  void start() throws Exception {
    log.append(disclosures(1, 300));
    signer.sign();
    var words =
        new WitnessServer.Words(
            "witness.test",
            folder,
            List.of(NoteKey.parse(signer.keys().getFirst())),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server = WitnessServer.start(words, MutableClock.at("2026-01-05T09:00:00Z"), _ -> {});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<Entry> disclosures(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> Samples.disclosure(position).entry())
        .toList();
  }

  private Witnesses witnesses(TestLog of, TestSigner by, Log adding) {
    return witnesses(of, by, adding, server.key());
  }

  private Witnesses witnesses(TestLog of, TestSigner by, Log adding, String key) {
    return witnesses(of, by, adding, key, server.port());
  }

  private Witnesses witnesses(TestLog of, TestSigner by, Log adding, String key, int port) {
    var url = URI.create("http://127.0.0.1:" + port);
    var named =
        new WitnessSettings.Named() {
          @Override
          public URI url() {
            return url;
          }

          @Override
          public String key() {
            return key;
          }
        };
    var settings =
        new WitnessSettings() {
          @Override
          public Map<String, Named> by() {
            return new HashMap<>(Map.of("dpo", named));
          }

          @Override
          public Duration timeout() {
            return Duration.ofSeconds(30);
          }

          @Override
          public Duration interval() {
            return Duration.ofMillis(400);
          }
        };
    return new Witnesses(
        by.checkpoints(),
        TestProofs.of(of),
        new Cosignatures(of.serviceSource()),
        adding,
        alarms.alarms(),
        settings);
  }

  private static void asSuperuser(TestLog of, String... statements) throws SQLException {
    try (var superuser = of.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void what_the_log_signs_the_witness_signs_and_the_world_sees_it() throws Exception {
    var witnesses = witnesses(test, signer, log);
    witnesses.ask();
    log.append(disclosures(301, 700));
    signer.sign();
    witnesses.ask();
    witnesses.ask();

    var shown = signer.checkpoints().published().orElseThrow().note();
    var witness = NoteKey.parse(server.key());
    assertThat(SignedNote.parse(shown).isSignedBy(witness)).isTrue();
    assertThat(test.texts("select size from cosignature order by size"))
        .containsExactly("300", "700");
    var key = signer.keys().getFirst();
    assertThat(Verifier.check(test, "--key", key, "--witness", server.key()).sentence()).isEmpty();
    var proof =
        Files.writeString(folder.resolve("receipt"), TestProofs.of(test).ofLeaf(42).orElseThrow());
    assertThat(
            Verifier.run("--proof", proof.toString(), "--key", key, "--witness", server.key())
                .sentence())
        .isEmpty();
    assertThat(alarms.raised()).isEmpty();
  }

  @Test
  void the_checkpoint_before_is_shown_while_the_newest_waits_for_the_witness() throws Exception {
    witnesses(test, signer, log).ask();
    log.append(disclosures(301, 302));
    signer.sign();

    assertThat(signer.checkpoints().published().orElseThrow().size()).isEqualTo(300);
    for (var position = 303; position < 306; position++) {
      log.append(disclosures(position, position));
      signer.sign();
    }
    assertThat(signer.checkpoints().published().orElseThrow().size()).isEqualTo(305);
  }

  // ATTACKS 45: another history under the same key, shown to others
  @Test
  void a_split_view_is_not_signed_and_raises_an_alarm() throws Exception {
    witnesses(test, signer, log).ask();
    var fork = TestLog.create();
    var forger = new TestSigner(fork);
    fork.writer().append(disclosures(1, 299));
    fork.writer().append(List.of(Samples.disclosure(300).with("ce_actor", "nobody").entry()));
    fork.writer().append(disclosures(301, 310));
    asSuperuser(fork, "insert into signing_key overriding system value " + signer.keyRow());
    forger.sign();

    witnesses(fork, forger, fork.writer()).ask();

    assertThat(fork.number("select count(*) from cosignature")).isZero();
    assertThat(alarms.raised()).containsExactly("log-forked witness.test");
  }

  // ATTACKS 45: a witness that signs every history convinces nobody who wants another's word too
  @Test
  void a_fork_that_a_false_witness_signs_has_no_word_of_the_true_one() throws Exception {
    witnesses(test, signer, log).ask();
    var fork = TestLog.create();
    asSuperuser(fork, "insert into signing_key overriding system value " + signer.keyRow());
    var forger = new TestSigner(fork);
    fork.writer().append(List.of(Samples.disclosure(7).with("ce_actor", "nobody").entry()));
    fork.writer().append(disclosures(8, 100));
    forger.sign();
    var key = signer.keys().getFirst();
    var words =
        new WitnessServer.Words(
            "false.test",
            folder.resolve("false"),
            List.of(NoteKey.parse(key)),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    try (var corrupt =
        WitnessServer.start(words, MutableClock.at("2026-01-05T09:00:00Z"), _ -> {})) {
      witnesses(fork, forger, fork.writer(), corrupt.key(), corrupt.port()).ask();
      var proof =
          Files.writeString(folder.resolve("proof"), TestProofs.of(fork).ofLeaf(0).orElseThrow())
              .toString();
      var by = List.of("--key", key, "--witness", corrupt.key());
      var byBoth = List.of("--key", key, "--witness", corrupt.key(), "--witness", server.key());

      assertThat(run(proof, by).exitCode()).isZero();
      assertThat(run(proof, byBoth).exitCode()).isEqualTo(1);
      assertThat(Verifier.check(fork, by.toArray(String[]::new)).exitCode()).isZero();
      assertThat(Verifier.check(fork, byBoth.toArray(String[]::new)).sentence())
          .contains("the witness witness.test signed none");
    }
  }

  private static Verifier.Answer run(String proof, List<String> options) {
    var all = new ArrayList<>(List.of("--proof", proof));
    all.addAll(options);
    return Verifier.run(all.toArray(String[]::new));
  }

  // ATTACKS 44, 46: what was signed after the witness's word has only the log's own
  @Test
  void a_log_whose_cosignatures_were_taken_away_is_not_taken_for_a_witnessed_one()
      throws Exception {
    var wanted = new String[] {"--key", signer.keys().getFirst(), "--witness", server.key()};
    witnesses(test, signer, log).ask();
    for (var position = 301; position < 303; position++) {
      log.append(disclosures(position, position));
      signer.sign();
    }
    assertThat(Verifier.check(test, wanted).sentence()).as("the newest waits").isEmpty();

    log.append(disclosures(303, 303));
    signer.sign();
    assertThat(Verifier.check(test, wanted).sentence()).contains("as far as 300 leaves");
    asSuperuser(test, "delete from cosignature");

    assertThat(Verifier.check(test, wanted).sentence()).contains("as far as 0 leaves");
    assertThat(Verifier.check(test, "--key", signer.keys().getFirst()).exitCode()).isZero();
  }

  // ATTACKS 48: a backup of last week
  @Test
  void a_log_that_is_shorter_than_what_a_witness_saw_is_not_added_to() throws Exception {
    asSuperuser(test, "create table kept as table tree_head");
    log.append(disclosures(301, 400));
    signer.sign();
    witnesses(test, signer, log).ask();
    asSuperuser(
        test,
        "delete from leaf where index >= 300",
        "delete from checkpoint where size > 300",
        "delete from cosignature where size > 300",
        "delete from tile where number > 0",
        "update source_block set positions = decode(rpad(repeat('f', 75), 256, '0'), 'hex')",
        "update tree_head t set size = k.size, root = k.root, edge = k.edge from kept k");
    var restarted = test.writer();

    witnesses(test, signer, restarted).remember();

    assertThatThrownBy(() -> restarted.append(disclosures(301, 301)))
        .isInstanceOf(LogRewoundException.class)
        .hasMessageContaining("400");
    assertThat(alarms.raised()).containsExactly("log-forked witness.test");
  }

  @Test
  void a_witness_that_is_away_is_waited_for_and_a_false_one_is_not_believed() throws Exception {
    server.close();
    witnesses(test, signer, log).ask();
    assertThat(test.number("select count(*) from cosignature")).isZero();

    start();
    var other =
        WitnessServer.start(
            new WitnessServer.Words(
                "other.test",
                folder.resolve("other"),
                List.of(NoteKey.parse(signer.keys().getFirst())),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            MutableClock.at("2026-01-05T09:00:00Z"),
            _ -> {});
    var falseKey = other.key();
    other.close();
    witnesses(test, signer, log, falseKey).ask();
    assertThat(test.number("select count(*) from cosignature")).isZero();
    assertThatThrownBy(() -> witnesses(test, signer, log, "witness"))
        .hasMessageContaining("vigie.audit.witness.by.dpo.key");
  }
}
