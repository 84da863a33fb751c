package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.testkit.MutableClock;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {

  private final TestLog test = TestLog.create();
  private final Log log = test.writer();

  private static List<Entry> disclosures(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> Samples.disclosure(position).entry())
        .toList();
  }

  @Test
  void an_empty_log_is_whole() {
    var answer = Verifier.check(test);

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().getLong("leaves")).isZero();
    assertThat(answer.json().getJsonObject("head").getString("root"))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void one_leaf_for_each_entry_in_order_of_arrival() throws SQLException {
    log.append(disclosures(1, 3));
    log.append(disclosures(4, 5));

    assertThat(test.texts("select position from leaf order by index"))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(test.texts("select index from leaf order by index"))
        .containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void the_verifier_finds_a_true_log_whole() throws SQLException {
    log.append(disclosures(1, 100));
    log.append(List.of(Samples.search(101).entry(), Samples.search(104).entry()));

    var answer = Verifier.check(test, "--head", test.head());

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.sentence()).isEmpty();
    assertThat(answer.json().encode())
        .isEqualTo(
            "{\"leaves\":102,\"head\":{\"size\":102,\"root\":\"%s\"},\"withoutContents\":0,\"keys\":[],\"ok\":true,\"firstBad\":null}"
                .formatted(test.head().substring("102:".length())));
  }

  @Test
  void the_same_entry_is_added_once() throws SQLException {
    log.append(disclosures(1, 10));
    var head = test.head();

    var again = log.append(disclosures(1, 10));

    assertThat(again.added()).isZero();
    assertThat(again.known()).isEqualTo(10);
    assertThat(test.head()).isEqualTo(head);
  }

  @Test
  void twins_in_one_batch_are_added_once() throws SQLException {
    var twins = new ArrayList<>(disclosures(1, 3));
    twins.addAll(disclosures(2, 4));

    var appended = log.append(twins);

    assertThat(appended.added()).isEqualTo(4);
    assertThat(appended.known()).isEqualTo(2);
  }

  @Test
  void another_entry_for_a_taken_place_is_not_added_and_not_dropped_unseen() throws SQLException {
    log.append(disclosures(1, 2));
    var other = Samples.disclosure(2).with("ce_outcome", "refused").entry();

    var appended = log.append(List.of(other));

    assertThat(appended.added()).isZero();
    assertThat(appended.contradicting()).containsExactly(other);
  }

  @Test
  void writers_of_several_replicas_make_one_tree() throws Exception {
    var writers = new ArrayList<Callable<Log.Appended>>();
    for (var batch = 0; batch < 40; batch++) {
      var first = batch * 25L + 1;
      var writer = test.writer();
      writers.add(() -> writer.append(disclosures(first, first + 24)));
    }

    try (var replicas = Executors.newFixedThreadPool(4)) {
      for (var done : replicas.invokeAll(writers)) {
        done.get();
      }
    }

    assertThat(Verifier.check(test).json().getLong("leaves")).isEqualTo(1_000);
    assertThat(Verifier.check(test).exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update leaf set source = 'x'",
        "delete from leaf",
        "truncate leaf",
        "update tile set hashes = hashes",
        "delete from tile",
        "truncate tile",
        "delete from leaf_2026_01",
        "update checkpoint set note = ''",
        "delete from checkpoint",
        "delete from cosignature",
        "delete from signing_key",
        "truncate removed_month cascade",
      })
  void only_grows_whoever_asks(String change) throws SQLException {
    log.append(disclosures(1, 300));

    try (var service = test.asService();
        var statement = service.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
    try (var owner = test.asOwner();
        var statement = owner.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("can only grow");
    }
  }

  /// What it may change are signposts, which the verifier holds against the leaves, and views,
  /// which are built anew from them.
  @Test
  void the_role_that_writes_may_only_insert_into_what_is_evidence() throws SQLException {
    log.append(disclosures(1, 1));

    assertThat(
            test.texts(
                """
                select distinct c.relname from pg_class c
                cross join unnest(array['update', 'delete', 'truncate']) as p (privilege)
                where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
                  and has_table_privilege(c.oid, p.privilege) order by 1
                """))
        .contains("tree_head", "source_block")
        .noneMatch(table -> table.startsWith("leaf"))
        .doesNotContain(
            "tile",
            "checkpoint",
            "cosignature",
            "signing_key",
            "signing_key_end",
            "removed_month",
            "removed_range",
            "event");
    assertThat(
            test.texts(
                "select rolsuper or rolcreaterole or rolcreatedb from pg_roles"
                    + " where rolname = current_user"))
        .containsExactly("f");
  }

  @Test
  void a_log_that_was_cut_is_not_added_to() throws SQLException {
    log.append(disclosures(1, 10));
    cutAfter(5);

    assertThatThrownBy(() -> log.append(disclosures(11, 12)))
        .isInstanceOf(LogRewoundException.class)
        .hasMessageContaining("10 leaves");
    assertThat(test.number("select count(*) from leaf")).isEqualTo(5);
  }

  // ATTACKS 40: order is that of arrival, whatever the clock says
  @Test
  void a_clock_that_goes_back_leaves_the_log_in_order() throws SQLException {
    var clock = MutableClock.at("2026-03-01T00:30:00Z");
    var writer = TestLog.writer(test.serviceSource(), clock);
    writer.append(disclosures(1, 2));
    clock.set(Instant.parse("2026-02-28T23:30:00Z"));
    writer.append(disclosures(3, 4));

    assertThat(test.texts("select month from leaf order by index"))
        .containsExactly("2026-03-01", "2026-03-01", "2026-03-01", "2026-03-01");
    assertThat(Verifier.check(test).exitCode()).isZero();
  }

  private void cutAfter(int leaves) throws SQLException {
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("delete from leaf where index >= " + leaves);
      statement.execute("update tree_head set size = " + leaves);
    }
  }
}
