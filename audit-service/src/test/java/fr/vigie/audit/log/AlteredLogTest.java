package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.testkit.MutableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever holds the database can write what they like into it: triggers off, constraints gone. The
/// verifier finds each single change, and says where. (ATTACKS 42, 43)
///
/// One of them again: `-Dvigie.long=true "-Dvigie.changes=bit flip in tile at 4711"`, a pattern
/// over the names that the test shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlteredLogTest {

  private static final boolean LONG = Boolean.getBoolean("vigie.long");
  private static final int LEAVES = LONG ? 100_000 : 2_000;
  private static final int CHANGES_OF_A_KIND = LONG ? 37 : 3;
  private static final long SEED = 20_261_122;
  private static final long ANYWHERE = -1;
  private static final int TILE = 256;
  private static final Pattern WANTED = Pattern.compile(System.getProperty("vigie.changes", ""));

  /// Up to so many rows are put back by themselves.
  private static final int FEW = 1_000;

  /// Every table of the log, and where its rows lie.
  private static final List<String> TABLES =
      List.of(
          "leaf",
          "tile",
          "tree_head",
          "source_range",
          "source_block",
          "checkpoint",
          "removed_month",
          "removed_range");

  /// Leaves of the month whose contents were removed, at the beginning.
  private static final int REMOVED = LEAVES / 20;

  private final TestLog test = TestLog.create();
  private Connection superuser;
  private String head;
  private String key;
  private int found;

  /// A change of one table or of those that belong together.
  ///
  /// @param leaf at which it must be found (or at the one after, where `next`), or [#ANYWHERE]; of
  ///   one whose contents were removed, the stretch that it lies in must be
  record Change(
      String name, long leaf, boolean next, List<String> tables, List<String> statements) {

    Change(String name, long leaf, String table, String... statements) {
      this(name, leaf, false, List.of(table), List.of(statements));
    }

    @Override
    public String toString() {
      return name + " at " + leaf;
    }
  }

  @BeforeAll
  void fill() throws SQLException {
    var clock = MutableClock.at("2024-01-20T09:00:00Z");
    var log = TestLog.writer(test.serviceSource(), clock);
    var signer = new TestSigner(test);
    var entries = new ArrayList<Entry>();
    for (var position = 1; position <= LEAVES; position++) {
      entries.add(
          position % 3 == 0
              ? Samples.search(position).entry()
              : Samples.disclosure(position).entry());
      if (entries.size() == LEAVES / 20) {
        log.append(entries);
        signer.sign();
        entries.clear();
        clock.set(Instant.parse("2024-02-20T09:00:00Z"));
      }
    }
    removeTheFirstMonth(log);
    signer.sign();
    head = test.head();
    key = signer.keys().getFirst();
    superuser = test.asSuperuser();
    for (var table : TABLES) {
      run(
          "create table kept_%1$s as table %1$s".formatted(table),
          "alter table %1$s rename to first_%1$s".formatted(table),
          "create unlogged table %1$s as table kept_%1$s".formatted(table),
          "grant select on %s to public".formatted(table));
    }
    run("create index on leaf (index)", "analyze leaf");
  }

  private void removeTheFirstMonth(Log log) throws SQLException {
    var positions = test.texts("select month_digest('2024-01-01')").getFirst();
    log.append(
        List.of(
            Samples.disclosure("/vigie/audit-service", 1)
                .with("ce_type", "audit.contents-removed.v1")
                .saying(
                    "{\"month\":\"2024-01-01\",\"leaves\":%d,\"positions\":\"%s\"}"
                        .formatted(REMOVED, positions))
                .entry()));
    assertThat(test.number("select remove_month('2024-01-01', %d)".formatted(LEAVES)))
        .isEqualTo(REMOVED);
  }

  @AfterAll
  void close() throws SQLException {
    superuser.close();
  }

  private void run(String... statements) throws SQLException {
    try (var statement = superuser.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Makes a change in one transaction.
  ///
  /// @return puts everything back
  private List<String> make(Change change) throws SQLException {
    superuser.setAutoCommit(false);
    var rows = 0L;
    String transaction;
    try (var statement = superuser.createStatement()) {
      for (var sql : change.statements()) {
        rows += statement.executeUpdate(sql);
      }
      try (var row = statement.executeQuery("select pg_current_xact_id()::xid")) {
        row.next();
        transaction = row.getString(1);
      }
    }
    superuser.commit();
    superuser.setAutoCommit(true);
    var back = new ArrayList<String>();
    for (var table : change.tables()) {
      if (table.equals("leaf") && rows <= FEW) {
        back.add("delete from leaf where xmin = '%s'::xid".formatted(transaction));
        back.add(
            """
            insert into leaf select * from kept_leaf k
            where not exists (select from leaf l where l.index = k.index)\
            """);
      } else {
        back.add("truncate " + table);
        back.add("insert into %1$s select * from kept_%1$s".formatted(table));
      }
    }
    return back;
  }

  @Test
  void the_untouched_log_is_whole() {
    var answer = Verifier.check(test, "--head", head, "--key", key);

    assertThat(answer.sentence()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().getLong("leaves")).isEqualTo(LEAVES + 1);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void every_single_change_is_found_and_its_place_is_named(Change change) throws SQLException {
    var back = make(change);

    var answer = Verifier.check(test, "--head", head, "--key", key);
    run(back.toArray(String[]::new));

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.json().getBoolean("ok")).isFalse();
    assertPlace(change, answer.firstBad(), answer.lastBad());
    assertThat(answer.sentence()).startsWith("The log was altered ");
    if (LONG && ++found % 100 == 0) {
      System.out.printf("%,d single changes of %,d leaves found%n", found, LEAVES);
    }
  }

  private static void assertPlace(Change change, long first, long last) {
    if (change.leaf() == ANYWHERE) {
      return;
    }
    if (change.leaf() >= REMOVED) {
      assertThat(first).isIn(change.leaf(), change.next() ? change.leaf() + 1 : change.leaf());
      assertThat(last).isEqualTo(first);
      return;
    }
    var tile = change.leaf() / TILE * TILE;
    if (tile + TILE <= REMOVED) {
      assertThat(first).isEqualTo(tile);
      assertThat(last).isEqualTo(tile + TILE - 1);
    } else { // leaves that still have their contents share the tile: the checkpoint comes before
      assertThat(change.leaf()).isBetween(first, last);
      assertThat(last).isLessThan(REMOVED);
    }
  }

  static Stream<Change> changes() {
    var random = new Random(SEED);
    var all = new ArrayList<Change>();
    for (var n = 0; n < CHANGES_OF_A_KIND; n++) {
      all.add(bitFlip(random));
      for (var column : List.of("source", "topic", "id")) {
        all.add(columnEdit(random, "leaf", column, column + " || 'x'"));
      }
      all.add(columnEdit(random, "leaf", "position", "position + 100000"));
      all.add(columnEdit(random, "leaf", "month", "month - 31"));
      all.add(delete(random, "leaf"));
      all.add(swap(random));
      all.add(swapContents(random));
      all.add(tail(random));
      all.add(insert(random));
      for (var table : TABLES) {
        all.add(anyRow(random, table, "a row twice", "insert into %1$s select * from %1$s %2$s"));
        // That the newest checkpoint was taken away is known to whoever kept it, as in the other
        // test.
        all.add(
            anyRow(
                random,
                table,
                "a row gone",
                table.equals("checkpoint")
                    ? "delete from checkpoint where number = 1 + " + random.nextInt(20)
                    : "delete from %1$s %2$s"));
      }
      all.add(tileFlip(random));
      for (var edit :
          List.of(
              "tile set level = level + 1",
              "tile set number = number + 1",
              "tile set hashes = substring(hashes for 8191)",
              "tree_head set size = size + 1",
              "tree_head set size = size - 1",
              "tree_head set root = set_bit(root, 3, 1 - get_bit(root, 3))",
              "tree_head set month = month + 31",
              "tree_head set edge[1] = set_bit(edge[1], 9, 1 - get_bit(edge[1], 9))",
              "tree_head set edge = edge || ''::bytea",
              "source_range set source = source || 'x'",
              "source_range set accounted = not accounted",
              "source_range set first = first + 1",
              "source_range set last = last + 1",
              "source_block set source = source || 'x'",
              "source_block set accounted = not accounted",
              "source_block set block = block + 1",
              "source_block set positions = set_bit(positions, 77, 1 - get_bit(positions, 77))",
              "source_block set positions = set_byte(positions, 127, 255)",
              "removed_month set month = month + 31",
              "removed_month set first = first + 1",
              "removed_month set last = last - 1",
              "removed_month set notice = notice - 1",
              "removed_month set entry = set_bit(entry, 77, 1 - get_bit(entry, 77))",
              "removed_range set month = month + 31",
              "removed_range set source = source || 'x'",
              "removed_range set accounted = not accounted",
              "removed_range set first = first + 1",
              "removed_range set last = last + 1",
              "checkpoint set size = size + 1",
              "checkpoint set number = number + 1",
              "checkpoint set root = set_bit(root, 3, 1 - get_bit(root, 3))",
              "checkpoint set note = note || ' '",
              "checkpoint set note = overlay(note placing 'x' from 9 for 1)",
              "checkpoint set note = overlay(note placing 'xyz' from length(note) - 30 for 3)")) {
        var table = edit.substring(0, edit.indexOf(' '));
        all.add(anyRow(random, table, edit, "update " + edit + " %2$s"));
      }
    }
    return all.stream().filter(change -> WANTED.matcher(change.toString()).find());
  }

  /// A leaf whose contents are there.
  private static int leaf(Random random) {
    return REMOVED + random.nextInt(LEAVES - REMOVED);
  }

  /// Two of them, the lower one first.
  private static int[] two(Random random) {
    return random.ints(REMOVED, LEAVES).distinct().limit(2).sorted().toArray();
  }

  private static Change anyRow(Random random, String table, String name, String statement) {
    var number = random.nextInt(1 << 20);
    var row =
        "where ctid = (select ctid from %1$s order by ctid offset %2$d %% (select count(*) from %1$s) limit 1)"
            .formatted(table, number);
    return new Change(
        name + " in " + table + ", row " + number,
        ANYWHERE,
        table,
        statement.formatted(table, row));
  }

  private static Change bitFlip(Random random) {
    var at = leaf(random);
    var bit = "(%d %% (8 * octet_length(entry)))".formatted(random.nextInt(1 << 20));
    return new Change(
        "bit flip in entry",
        at,
        "leaf",
        "update leaf set entry = set_bit(entry, %1$s, 1 - get_bit(entry, %1$s)) where index = %2$d"
            .formatted(bit, at));
  }

  private static Change tileFlip(Random random) {
    var at = random.nextInt(LEAVES / 256 * 256);
    return new Change(
        "bit flip in tile",
        at,
        "tile",
        "update tile set hashes = set_bit(hashes, %1$d, 1 - get_bit(hashes, %1$d)) where level = 0 and number = %2$d"
            .formatted(at % 256 * 256 + random.nextInt(256), at / 256));
  }

  private static Change columnEdit(Random random, String table, String column, String value) {
    var at = leaf(random);
    return new Change(
        "edit of " + table + "." + column,
        at,
        column.equals("month"),
        List.of(table),
        List.of("update %s set %s = %s where index = %d".formatted(table, column, value, at)));
  }

  private static Change delete(Random random, String table) {
    var at = leaf(random);
    return new Change(
        "deletion from " + table,
        at,
        table,
        "delete from %s where index = %d".formatted(table, at));
  }

  private static Change swap(Random random) {
    var two = two(random);
    return new Change(
        "swap of leaves",
        two[0],
        "leaf",
        "update leaf set index = case index when %1$d then %2$d else %1$d end where index in (%1$d, %2$d)"
            .formatted(two[0], two[1]));
  }

  private static Change swapContents(Random random) {
    var two = two(random);
    return new Change(
        "swap of entries",
        two[0],
        "leaf",
        """
        update leaf l set entry = o.entry, id = o.id, source = o.source, position = o.position,
          topic = o.topic
        from kept_leaf o where l.index in (%1$d, %2$d) and o.index = %1$d + %2$d - l.index\
        """
            .formatted(two[0], two[1]));
  }

  private static Change tail(Random random) {
    var from = leaf(random);
    return new Change(
        "cut of the end",
        ANYWHERE,
        false,
        List.of("leaf"),
        List.of("delete from leaf where index >= " + from));
  }

  /// A leaf that was never there, with rows of its own.
  private static Change insert(Random random) {
    var at = leaf(random);
    return new Change(
        "insertion",
        at,
        true,
        List.of("leaf"),
        List.of(
            "update leaf set index = index + 1 where index >= " + at,
            "insert into leaf select %1$d, month, id, source, position, topic, entry from leaf where index = %1$d + 1"
                .formatted(at)));
  }
}
