package fr.vigie.audit.views;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.TestLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A view that is built anew comes out the same, and nobody who reads notices. (Law 10; ATTACKS 51)
class RebuildingTest {

  private static final String LEAVES =
      "select encode(sha256(string_agg(entry, '' order by index)), 'hex') from leaf";

  private TestLog test;
  private Log log;
  private Views views;
  private Rebuilding rebuilding;

  @BeforeEach
  void create() throws SQLException {
    test = TestLog.create();
    log = test.writer();
    views = TestViews.of(test);
    rebuilding = TestViews.rebuilding(test);
    log.append(entries(1, 1_000));
    TestViews.catchUp(views);
  }

  // Of two versions, as after a change of the contract: the envelope says the same in both.
  private static List<Entry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position ->
            switch ((int) (position % 3)) {
              case 0 -> Samples.search(position).entry();
              case 1 -> Samples.disclosure(position).entry();
              default ->
                  Samples.disclosure(position).with("ce_type", "records.other-thing.v3").entry();
            })
        .toList();
  }

  private Rebuilding.Rebuilt rebuild() throws SQLException {
    return Objects.requireNonNull(rebuilding.begin()).run();
  }

  private String live() throws SQLException {
    return test.texts("select live from view_state").getFirst();
  }

  @Test
  void twice_it_comes_to_the_same_and_no_leaf_is_touched() throws SQLException {
    var leaves = test.texts(LEAVES);

    var first = rebuild();
    var second = rebuild();

    assertThat(first.isSame()).isTrue();
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(first.end()).isEqualTo(1_000);
    assertThat(live()).isEqualTo("a");
    assertThat(test.texts(LEAVES)).isEqualTo(leaves);
  }

  @Test
  void a_row_that_no_entry_says_is_found_and_gone() throws SQLException {
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("update trace_a set actor = 'nobody' where index = 5");
      statement.execute("delete from trace_person_a where index = 6");
    }

    var rebuilt = rebuild();

    assertThat(rebuilt.isSame()).isFalse();
    assertThat(rebuild().isSame()).isTrue();
    assertThat(test.number("select count(*) from trace_a where actor = 'nobody'")).isZero();
  }

  @Test
  void readers_see_all_of_a_view_while_it_is_built_and_leaves_come_in() throws Exception {
    var going = new AtomicBoolean(true);
    var seen = new ArrayList<Long>();
    var reader =
        Thread.ofPlatform()
            .start(() -> {
              while (going.get()) {
                try {
                  seen.add(
                      views.read((connection, live, end) -> {
                        try (var query = connection.createStatement();
                            var row = query.executeQuery("select count(*) from " + live.traces())) {
                          row.next();
                          return row.getLong(1) < end ? -1 : row.getLong(1);
                        }
                      }));
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (var position = 1_001L; going.get(); position += 10) {
                  log.append(entries(position, position + 9));
                  views.follow(500);
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });

    for (var i = 0; i < 4; i++) {
      assertThat(rebuild().isSame()).isTrue();
    }
    going.set(false);
    reader.join();
    writer.join();
    TestViews.catchUp(views);

    assertThat(seen).isNotEmpty().isSorted().first().isEqualTo(1_000L);
    assertThat(views.<Long>read((_, _, end) -> end))
        .isEqualTo(test.number("select count(*) from leaf"));
    assertThat(rebuild().isSame()).isTrue();
  }

  @Test
  void the_database_knows_what_is_in_a_view_before_it_is_read() throws SQLException {
    rebuild();

    assertThat(live()).isEqualTo("b");
    assertThat(test.number("select reltuples from pg_class where relname = 'trace_b'"))
        .isEqualTo(1_000);
    assertThat(test.number("select count(*) from pg_stats where tablename = 'trace_person_b'"))
        .isPositive();
  }

  @Test
  void how_far_it_is_can_be_asked_of_any_replica() throws SQLException {
    assertThat(rebuilding.progress()).isEqualTo(new Rebuilding.Progress(0, 1_000));

    rebuild();
    log.append(entries(1_001, 1_500));
    TestViews.catchUp(views);

    assertThat(TestViews.rebuilding(test).progress())
        .isEqualTo(new Rebuilding.Progress(1_000, 1_500));
  }

  @Test
  void one_is_built_at_a_time() throws SQLException {
    var building = Objects.requireNonNull(rebuilding.begin());

    assertThat(TestViews.rebuilding(test).begin()).isNull();
    assertThat(building.run().isSame()).isTrue();
    assertThat(TestViews.rebuilding(test).begin()).isNotNull();
  }

  @Test
  void rows_of_another_form_are_noticed() throws SQLException {
    assertThat(rebuilding.isOfAnotherForm()).isFalse();
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("update view_place set form = 0 where place = 'a'");
    }

    assertThat(rebuilding.isOfAnotherForm()).isTrue();
    assertThat(views.follow(10)).isEqualTo(Views.Moved.NOT_OURS);
    rebuild();
    assertThat(rebuilding.isOfAnotherForm()).isFalse();
  }

  private void removed(long first, long last) throws SQLException {
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("delete from leaf where index between %d and %d".formatted(first, last));
      statement.execute(
          "insert into removed_month values ('2025-12-01', %d, %d, 1000, '')"
              .formatted(first, last));
    }
  }

  @Test
  void a_month_that_was_removed_is_forgotten_and_a_view_built_anew_is_the_same()
      throws SQLException {
    removed(0, 399);

    TestViews.catchUp(views);

    assertThat(test.texts("select min(index) || ' ' || count(*) from trace_a"))
        .containsExactly("400 600");
    assertThat(test.number("select min(index) from trace_person_a")).isEqualTo(400);
    assertThat(rebuild().isSame()).isTrue();
  }

  @Test
  void a_month_that_is_removed_while_a_view_is_built_makes_no_difference() throws SQLException {
    var building = Objects.requireNonNull(rebuilding.begin());
    removed(100, 199);

    assertThat(building.run().isSame()).isTrue();
    assertThat(test.number("select count(*) from trace_b where index between 100 and 199"))
        .isZero();
  }

  /// ATTACKS 39, 49: whoever can write to a topic says that a month is gone, for auditors not to
  /// see it; and under a hold it is said and not done.
  @Test
  void a_message_that_says_that_a_month_is_gone_hides_nothing() throws SQLException {
    log.append(
        List.of(
            Samples.disclosure("/vigie/audit-service", 1)
                .with("ce_type", "audit.contents-removed.v1")
                .saying("{\"month\":\"2026-01-01\",\"leaves\":1000,\"positions\":\"\"}")
                .entry()));

    TestViews.catchUp(views);

    assertThat(test.number("select count(*) from trace_a")).isEqualTo(1_001);
    assertThat(rebuild().isSame()).isTrue();
  }
}
