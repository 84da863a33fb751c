package fr.vigie.audit.views;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The view of events by what is asked for, in one of its places.
public final class TraceTables {

  /// The form of the rows; another one makes every replica's view be built anew.
  static final int FORM = 1;

  /// Between persons in one text: no reference holds a control character.
  private static final String BETWEEN = "\u001f";

  private static final int ROWS_AT_A_TIME = 5_000;
  private static final List<String> TEXTS =
      List.of(
          "type",
          "actor",
          "organisation",
          "agency",
          "session",
          "device",
          "network",
          "operation",
          "outcome",
          "subject",
          "purpose",
          "basis");

  private final Place place;

  TraceTables(Place place) {
    this.place = place;
  }

  /// The table of events.
  public String traces() {
    return "trace_" + place.letter();
  }

  /// The table of persons and the events that are about them.
  public String persons() {
    return "trace_person_" + place.letter();
  }

  void add(Connection connection, List<LoggedEntry> entries) throws SQLException {
    addTraces(connection, entries);
    addPersons(connection, entries);
  }

  private void addTraces(Connection connection, List<LoggedEntry> entries) throws SQLException {
    var columns = String.join(", ", TEXTS);
    var sql =
        """
        insert into %s (index, month, time, topic, field_classes, persons, %s)
        select index, month::date, timestamptz 'epoch' + micros * interval '1 microsecond', topic,
          string_to_array(classes, ','), string_to_array(persons, E'\\x1f'), %s
        from unnest(
            ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[]%s)
          as given (index, month, micros, topic, classes, persons, %s)
        """
            .formatted(traces(), columns, columns, ", ?::text[]".repeat(TEXTS.size()), columns);
    try (var insert = connection.prepareStatement(sql)) {
      set(insert, 1, "bigint", numbers(entries, LoggedEntry::index));
      set(insert, 2, "text", texts(entries, e -> e.month().toString()));
      set(insert, 3, "bigint", numbers(entries, e -> micros(e.time())));
      set(insert, 4, "text", texts(entries, LoggedEntry::topic));
      set(insert, 5, "text", texts(entries, e -> String.join(",", e.fieldClasses())));
      set(insert, 6, "text", texts(entries, e -> String.join(BETWEEN, e.persons())));
      for (var i = 0; i < TEXTS.size(); i++) {
        var name = TEXTS.get(i);
        set(insert, 7 + i, "text", texts(entries, e -> e.attribute(name)));
      }
      insert.executeUpdate();
    }
  }

  private void addPersons(Connection connection, List<LoggedEntry> entries) throws SQLException {
    record Mention(String person, long index) {}
    var mentions =
        entries.stream()
            .flatMap(e -> e.persons().stream().map(person -> new Mention(person, e.index())))
            .toList();
    var sql =
        "insert into "
            + persons()
            + " (person, index) select * from unnest(?::text[], ?::bigint[])";
    try (var insert = connection.prepareStatement(sql)) {
      set(insert, 1, "text", texts(mentions, Mention::person));
      set(insert, 2, "bigint", numbers(mentions, Mention::index));
      insert.executeUpdate();
    }
  }

  /// Forgets these leaves, both ends included.
  void forget(Connection connection, long first, long last) throws SQLException {
    try (var persons =
            connection.prepareStatement(
                """
                delete from %s p using (
                  select e.index, unnest(e.persons) as person from %s e
                  where e.index between ? and ?) gone
                where p.person = gone.person and p.index = gone.index
                """
                    .formatted(persons(), traces()));
        var events =
            connection.prepareStatement(
                "delete from " + traces() + " where index between ? and ?")) {
      for (var delete : List.of(persons, events)) {
        delete.setLong(1, first);
        delete.setLong(2, last);
        delete.executeUpdate();
      }
    }
  }

  void empty(Connection connection) throws SQLException {
    try (var truncate = connection.createStatement()) {
      truncate.execute("truncate " + traces() + ", " + persons());
    }
  }

  /// SHA-256 over every row that tells of leaves before `end`, in hexadecimal digits: the same for
  /// the same rows, however they came to be there.
  String digest(Connection connection, long end) throws SQLException {
    var sha256 = sha256();
    try (var set = connection.createStatement()) {
      set.execute("set local timezone = 'UTC'");
    }
    add(
        sha256,
        connection,
        "select t::text from " + traces() + " t where index < ? order by index",
        end);
    add(
        sha256,
        connection,
        "select person || ' ' || index from "
            + persons()
            + " where index < ? order by person, index",
        end);
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void add(MessageDigest digest, Connection connection, String sql, long end)
      throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      query.setFetchSize(ROWS_AT_A_TIME);
      query.setLong(1, end);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          digest.update(rows.getString(1).getBytes(StandardCharsets.UTF_8));
          digest.update((byte) '\n');
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void set(PreparedStatement statement, int parameter, String type, Object[] values)
      throws SQLException {
    statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  private static <T> Long[] numbers(List<T> rows, Function<T, Long> value) {
    return rows.stream().map(value).toArray(Long[]::new);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
