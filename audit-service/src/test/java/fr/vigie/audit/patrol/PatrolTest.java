package fr.vigie.audit.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.alarms.TestAlarms;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.TestLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ATTACKS 42: a row is changed by whom nothing is refused, and nobody asks.
class PatrolTest {

  private static final int LEAVES = 700;
  private static final int ALL_TILES = 3;

  private final TestLog test = TestLog.create();
  private final Patrol patrol = new Patrol(test.serviceSource());
  private final TestAlarms alarms = new TestAlarms();

  @BeforeEach
  void fill() throws SQLException {
    test.writer()
        .append(
            LongStream.rangeClosed(1, LEAVES)
                .mapToObj(position -> Samples.disclosure(position).entry())
                .toList());
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
  void an_untouched_log_is_gone_through_again_and_again() throws SQLException {
    for (var round = 0; round < 10; round++) {
      assertThat(patrol.look(2)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "255", "256", "511", "512", "699"})
  void a_changed_row_is_found_in_one_round(long leaf) throws SQLException {
    asSuperuser(
        "update leaf set entry = set_bit(entry, 99, 1 - get_bit(entry, 99)) where index = " + leaf);

    assertThat(patrol.look(ALL_TILES)).hasValue(leaf);
  }

  @ParameterizedTest
  @CsvSource({"0", "300", "699"})
  void a_row_that_was_taken_away_is_found_in_one_round(long leaf) throws SQLException {
    asSuperuser("delete from leaf where index = " + leaf);

    assertThat(patrol.look(ALL_TILES)).hasValue(leaf);
  }

  /// Whoever changes a leaf changes its hash in the tile too: then the hash above the tile says so.
  @ParameterizedTest
  @CsvSource({"300, 256", "5, 0"})
  void a_row_that_was_changed_with_its_tile_is_found_in_one_round(long leaf, long first)
      throws SQLException {
    asSuperuser(
        "update leaf set entry = 'x' where index = " + leaf,
        """
        update tile set hashes = overlay(hashes
          placing sha256('\\x00'::bytea || 'x'::bytea) from (%1$d %% 256) * 32 + 1 for 32)
        where level = 0 and number = %1$d / 256
        """
            .formatted(leaf));

    assertThat(patrol.look(ALL_TILES)).hasValue(first);
  }

  @Test
  void contents_that_were_removed_with_their_month_are_not_missed() throws SQLException {
    asSuperuser(
        "delete from leaf where index < 300",
        "insert into removed_month values ('2026-01-01', 0, 298, 299, '')");

    assertThat(patrol.look(1)).isEmpty();
    assertThat(patrol.look(1)).hasValue(299);
  }

  @Test
  void the_alarm_names_the_leaf_once() throws SQLException {
    asSuperuser("update leaf set entry = 'x' where index = 345");
    var patrolling =
        new Patrolling(
            test.serviceSource(),
            new PatrolSettings() {
              @Override
              public Duration interval() {
                return Duration.ofMillis(400);
              }

              @Override
              public int tiles() {
                return ALL_TILES;
              }
            },
            alarms.alarms());

    for (var round = 0; round < 5; round++) {
      patrolling.look();
    }

    assertThat(alarms.raised()).containsExactly("log-altered log");
    assertThat(alarms.evidence()).containsExactly("leaf:345");
  }
}
