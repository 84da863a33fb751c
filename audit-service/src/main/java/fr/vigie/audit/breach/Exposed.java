package fr.vigie.audit.breach;

import fr.vigie.audit.views.TraceTables;
import fr.vigie.contracts.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a scope's accesses disclosed, asked of the view: counted there, and read row by row.
final class Exposed {

  private static final int ROWS_AT_A_TIME = 2_000;

  private final Connection connection;
  private final Scope scope;
  private final long end;
  private final String accesses;

  /// @param end only leaves before this index
  Exposed(Connection connection, TraceTables tables, Scope scope, long end) {
    this.connection = connection;
    this.scope = scope;
    this.end = end;
    var whose =
        scope.accounts().isEmpty() && scope.sessions().isEmpty()
            ? ""
            : " and (actor = any(?) or session = any(?))";
    this.accesses =
        """
        (select index, month, time, coalesce(organisation, '?') as organisation, field_classes, persons
         from %s where topic = ? and outcome = 'allowed' and field_classes <> '{}' and persons <> '{}'
           and index < ? and time >= ? and time < ?%s) as a
        """
            .formatted(tables.traces(), whose);
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    var query = connection.prepareStatement(sql.formatted(accesses));
    query.setFetchSize(ROWS_AT_A_TIME);
    query.setString(1, Topics.DISCLOSURES);
    query.setLong(2, end);
    query.setObject(3, scope.from().atOffset(ZoneOffset.UTC));
    var to = scope.to();
    query.setObject(4, (to == null ? FOR_EVER : to).atOffset(ZoneOffset.UTC));
    if (!scope.accounts().isEmpty() || !scope.sessions().isEmpty()) {
      query.setArray(5, texts(scope.accounts()));
      query.setArray(6, texts(scope.sessions()));
    }
    return query;
  }

  private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

  private java.sql.Array texts(List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }

  /// The numbers.
  BreachFacts facts() throws SQLException {
    var organisations =
        parts(
            """
            select organisation, count(distinct person), count(distinct index)
            from %s, unnest(a.persons) as person group by 1 order by 1
            """);
    var classes =
        parts(
            """
            select class, count(distinct person), count(distinct index)
            from %s, unnest(a.persons) as person, unnest(a.field_classes) as class
            group by 1 order by 1
            """);
    try (var query =
            prepare(
                """
                select count(distinct person) from %s, unnest(a.persons) as person
                """
                    .strip());
        var row = query.executeQuery()) {
      row.next();
      return ends(row.getLong(1), organisations, classes);
    }
  }

  private BreachFacts ends(
      long persons, List<BreachFacts.Part> organisations, List<BreachFacts.Part> classes)
      throws SQLException {
    try (var query = prepare("select count(*), min(time), max(time) from %s");
        var row = query.executeQuery()) {
      row.next();
      return new BreachFacts(
          end, persons, row.getLong(1), instant(row, 2), instant(row, 3), organisations, classes);
    }
  }

  private List<BreachFacts.Part> parts(String sql) throws SQLException {
    var parts = new ArrayList<BreachFacts.Part>();
    try (var query = prepare(sql);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        parts.add(new BreachFacts.Part(rows.getString(1), rows.getLong(2), rows.getLong(3)));
      }
    }
    return parts;
  }

  /// Takes what is read, one after the other.
  interface Taking<T> {
    void take(T one) throws SQLException;
  }

  /// Every person, in the order of their references. What is kept of them at once is one person.
  void eachPerson(Taking<Affected> taking) throws SQLException {
    try (var query =
            prepare(
                """
                select person collate "C", organisation, field_classes, count(*), min(time), max(time)
                from %s, unnest(a.persons) as person group by 1, 2, 3 order by 1
                """);
        var rows = query.executeQuery()) {
      @Nullable Affected at = null;
      while (rows.next()) {
        var next = affected(rows);
        if (at == null || at.person().equals(next.person())) {
          at = at == null ? next : at.and(next);
        } else {
          taking.take(at);
          at = next;
        }
      }
      if (at != null) {
        taking.take(at);
      }
    }
  }

  private static Affected affected(ResultSet row) throws SQLException {
    var classes = new TreeSet<>(Arrays.asList((String[]) row.getArray(3).getArray()));
    return new Affected(
        row.getString(1),
        row.getLong(4),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        List.copyOf(classes),
        List.of(row.getString(2)));
  }

  /// The leaf of every access, in the order of the log: index, month, entry.
  void eachLeaf(Taking<ResultSet> taking) throws SQLException {
    try (var query =
            prepare(
                """
                select l.index, l.month, l.entry from %s
                join leaf l on l.index = a.index and l.month = a.month order by l.index
                """);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        taking.take(rows);
      }
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
