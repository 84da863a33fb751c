package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RangesTest {

  private final TestLog test = TestLog.create();
  private final Log log = test.writer();

  private static List<Entry> entries(List<Long> positions) {
    return positions.stream().map(position -> Samples.disclosure(position).entry()).toList();
  }

  private static List<Long> shuffled(long first, long last, Random random) {
    var positions = new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    Collections.shuffle(positions, random);
    return positions;
  }

  private List<String> stretches() throws SQLException {
    return test.texts(
        "select first || '-' || last from source_range where accounted order by first");
  }

  @Test
  void a_block_with_all_its_positions_is_part_of_a_stretch_and_another_is_bits()
      throws SQLException {
    log.append(entries(LongStream.rangeClosed(1, 2_500).boxed().toList()));
    log.append(entries(List.of(5_000L)));

    assertThat(stretches()).containsExactly("1-2048");
    assertThat(
            test.texts(
                "select block || ':' || bit_count(positions) from source_block where accounted"
                    + " order by block"))
        .containsExactly("2:452", "4:1");
  }

  @Test
  void whatever_the_order_of_arrival_the_tables_say_what_the_leaves_say() throws SQLException {
    var random = new Random(20_261_126);
    var positions = shuffled(1, 6_000, random);

    for (var from = 0; from < positions.size(); from += 500) {
      log.append(entries(positions.subList(from, from + 500)));
      // Another replica knows no more than the tables say.
      var again = test.writer().append(entries(positions.subList(from, from + 100)));

      assertThat(again.known()).isEqualTo(100);
      assertThat(Verifier.check(test).sentence()).isEmpty();
    }
    assertThat(stretches()).containsExactly("1-5120");
  }

  @Test
  void a_comb_of_a_partition_changes_a_row_a_block() throws SQLException {
    log.append(entries(LongStream.range(0, 2_000).map(i -> 6 * i + 1).boxed().toList()));

    assertThat(test.number("select count(*) from source_block")).isEqualTo(2 * 12);
    assertThat(test.number("select count(*) from source_range")).isZero();
  }

  @Test
  void what_was_kept_before_there_were_blocks_is_kept_as_blocks() throws Exception {
    var random = new Random(20_261_126);
    var runs = new ArrayList<String>();
    var positions = new ArrayList<Long>();
    for (var first = 1L; first < 20_000; ) {
      var last = first + random.nextInt(runs.size() % 3 == 0 ? 4_000 : 5);
      runs.add("(%d, %d)".formatted(first, last));
      LongStream.rangeClosed(first, last).forEach(positions::add);
      first = last + 2 + random.nextInt(3);
    }
    log.append(entries(positions));

    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      superuser.setAutoCommit(false);
      statement.execute("delete from source_block; delete from source_range");
      statement.execute(
          "insert into source_range select '%s', accounted, first, last from (values %s) as s (first, last), (values (true), (false)) as a (accounted)"
              .formatted(Samples.SOURCE, String.join(", ", runs)));
      statement.execute(conversion());
      superuser.commit();
    }

    assertThat(Verifier.check(test).sentence()).isEmpty();
  }

  private static String conversion() throws IOException {
    try (var migration =
        RangesTest.class.getResourceAsStream("/db/audit/V35__position_blocks.sql")) {
      var sql = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
      return sql.substring(sql.indexOf("-- What was there, in the new form."));
    }
  }
}
