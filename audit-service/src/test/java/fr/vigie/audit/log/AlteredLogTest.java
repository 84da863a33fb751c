package fr.vigie.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Changes.Change;
import fr.vigie.testkit.MutableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final int TILE = 256;
  private static final Pattern WANTED = Pattern.compile(System.getProperty("vigie.changes", ""));

  /// Up to so many rows are put back by themselves.
  private static final int FEW = 1_000;

  /// Leaves of the month whose contents were removed, at the beginning.
  private static final int REMOVED = LEAVES / 20;

  private final TestLog test = TestLog.create();
  private Connection superuser;
  private String head;
  private String key;
  private int found;

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
    for (var table : Changes.TABLES) {
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
    if (change.leaf() == Changes.ANYWHERE) {
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
    return new Changes(LEAVES, REMOVED)
        .ofEachKind(CHANGES_OF_A_KIND).stream()
            .filter(change -> WANTED.matcher(change.toString()).find());
  }
}
