package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever holds the database can write what they like into it: triggers off, constraints gone. The
/// verifier finds each single change, and says where. (ATTACKS 42, 43)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlteredLogTest {

  private static final int LEAVES = 3_000;
  private static final long SEED = 20_261_122;
  private static final int CHANGES_OF_A_KIND = 12;

  private final TestLog test = TestLog.create();
  private Connection superuser;
  private String head;

  /// A change: SQL statements, the leaf at which it must be found (or at the one after, where
  /// `next`).
  record Change(String name, long leaf, boolean next, List<String> statements) {

    Change(String name, long leaf, String... statements) {
      this(name, leaf, false, List.of(statements));
    }

    @Override
    public String toString() {
      return name + " at " + leaf;
    }
  }

  @BeforeAll
  void fill() throws SQLException {
    var log = test.writer();
    var entries = new ArrayList<Entry>();
    for (var position = 1; position <= LEAVES; position++) {
      entries.add(
          position % 3 == 0
              ? Samples.search(position).entry()
              : Samples.disclosure(position).entry());
    }
    log.append(entries);
    head = test.head();
    superuser = test.asSuperuser();
    run(
        "set session_replication_role = replica",
        "alter table leaf drop constraint leaf_pkey, drop constraint leaf_source_position_key",
        "alter table access drop constraint access_pkey",
        "alter table access_person drop constraint access_person_pkey",
        "create index leaf_order on leaf (index)",
        "create index access_order on access (index)",
        "create index person_order on access_person (index)",
        "create table leaf_kept as table leaf",
        "create table access_kept as table access",
        "create table person_kept as table access_person");
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

  private void restore() throws SQLException {
    run(
        "truncate leaf, access, access_person",
        "insert into leaf select * from leaf_kept",
        "insert into access select * from access_kept",
        "insert into access_person select * from person_kept");
  }

  @Test
  void the_untouched_log_is_whole() throws SQLException {
    restore();

    var answer = Verifier.check(test, "--head", head);

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.json().getLong("leaves")).isEqualTo(LEAVES);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void every_single_change_is_found_and_its_place_is_named(Change change) throws SQLException {
    restore();
    run(change.statements().toArray(String[]::new));

    var answer = Verifier.check(test, "--head", head);

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.json().getBoolean("ok")).isFalse();
    assertThat(answer.firstBad())
        .isIn(change.leaf(), change.next() ? change.leaf() + 1 : change.leaf());
    assertThat(answer.sentence())
        .startsWith("The log was altered at leaf " + answer.firstBad() + ": ");
  }

  static Stream<Change> changes() {
    var random = new Random(SEED);
    var all = new ArrayList<Change>();
    for (var n = 0; n < CHANGES_OF_A_KIND; n++) {
      for (var column : List.of("entry", "hash", "previous_hash")) {
        all.add(bitFlip(random, column));
      }
      all.add(columnEdit(random, "leaf", "source", "source || 'x'"));
      all.add(columnEdit(random, "leaf", "position", "position + 100000"));
      all.add(columnEdit(random, "leaf", "topic", "'vigie.identity.v1'"));
      all.add(columnEdit(random, "access", "actor", "'nobody'"));
      all.add(columnEdit(random, "access", "operation", "'nothing'"));
      all.add(columnEdit(random, "access", "outcome", "null"));
      all.add(columnEdit(random, "access", "subject", "coalesce(subject, '') || 'x'"));
      all.add(columnEdit(random, "access", "time", "time + interval '1 microsecond'"));
      all.add(columnEdit(random, "access", "topic", "topic || 'x'"));
      all.add(delete(random, "leaf"));
      all.add(delete(random, "access"));
      all.add(swap(random));
      all.add(swapContents(random));
      all.add(tail(random));
      all.add(insert(random));
      all.add(personAdded(random));
      all.add(personGone(random));
    }
    return all.stream();
  }

  private static int leaf(Random random) {
    return random.nextInt(LEAVES);
  }

  private static Change bitFlip(Random random, String column) {
    var at = leaf(random);
    var size = column.equals("entry") ? "octet_length(entry)" : "32";
    var bit = "(%d %% (8 * %s))".formatted(random.nextInt(1 << 20), size);
    return new Change(
        "bit flip in " + column,
        at,
        "update leaf set %1$s = set_bit(%1$s, %2$s, 1 - get_bit(%1$s, %2$s)) where index = %3$d"
            .formatted(column, bit, at));
  }

  private static Change columnEdit(Random random, String table, String column, String value) {
    var at = leaf(random);
    return new Change(
        "edit of " + table + "." + column,
        at,
        "alter table %s alter column %s drop not null".formatted(table, column),
        "update %s set %s = %s where index = %d".formatted(table, column, value, at));
  }

  private static Change delete(Random random, String table) {
    var at = leaf(random);
    return new Change(
        "deletion from " + table, at, "delete from %s where index = %d".formatted(table, at));
  }

  private static Change swap(Random random) {
    var first = random.nextInt(LEAVES - 1);
    var second = first + 1 + random.nextInt(LEAVES - first - 1);
    return new Change(
        "swap of leaves",
        first,
        "update leaf set index = case index when %1$d then %2$d else %1$d end where index in (%1$d, %2$d)"
            .formatted(first, second));
  }

  private static Change swapContents(Random random) {
    var first = random.nextInt(LEAVES - 1);
    var second = first + 1 + random.nextInt(LEAVES - first - 1);
    return new Change(
        "swap of entries",
        first,
        """
        update leaf l set entry = o.entry, source = o.source, position = o.position, topic = o.topic
        from leaf_kept o where l.index in (%1$d, %2$d) and o.index = %1$d + %2$d - l.index\
        """
            .formatted(first, second));
  }

  private static Change tail(Random random) {
    var from = leaf(random);
    return new Change(
        "cut of the end",
        from,
        "delete from leaf where index >= " + from,
        "delete from access where index >= " + from,
        "delete from access_person where index >= " + from);
  }

  /// A leaf that was never there, with a right link to the leaf before it and rows of its own.
  private static Change insert(Random random) {
    var at = leaf(random);
    return new Change(
        "insertion",
        at,
        true,
        List.of(
            "update leaf set index = index + 1 where index >= " + at,
            "update access set index = index + 1 where index >= " + at,
            "update access_person set index = index + 1 where index >= " + at,
            """
            insert into leaf
            select %1$d, o.source, o.position, o.topic, o.entry, o.previous_hash,
              sha256('\\x02'::bytea || int8send(%1$d) || o.previous_hash
                || sha256('\\x00'::bytea || o.entry))
            from leaf o where o.index = %1$d + 1\
            """
                .formatted(at),
            """
            insert into access
            select %1$d, time, topic, actor, operation, outcome, subject
            from access where index = %1$d + 1\
            """
                .formatted(at),
            "insert into access_person select %1$d, person from access_person where index = %1$d + 1"
                .formatted(at)));
  }

  private static Change personAdded(Random random) {
    var at = leaf(random);
    return new Change(
        "a person added", at, "insert into access_person values (%d, 'somebody')".formatted(at));
  }

  /// Every leaf whose number is not two modulo three has a subject.
  private static Change personGone(Random random) {
    var at = leaf(random) / 3 * 3;
    return new Change(
        "a person gone", at, "delete from access_person where index = %d".formatted(at));
  }
}
