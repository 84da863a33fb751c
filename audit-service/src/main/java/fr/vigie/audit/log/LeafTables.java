package fr.vigie.audit.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes leaves, and the rows that questions are answered from, by whole columns: one statement a
/// table, whatever the number of leaves.
final class LeafTables {

  private static final String ADD_LEAVES =
      """
      insert into leaf (index, source, position, topic, entry, previous_hash, hash)
      select * from unnest(
        ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[])
      """;
  private static final String ADD_ACCESSES =
      """
      insert into access (index, time, topic, actor, operation, outcome, subject)
      select index, timestamptz 'epoch' + micros * interval '1 microsecond',
        topic, actor, operation, outcome, subject
      from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as given (index, micros, topic, actor, operation, outcome, subject)
      """;
  private static final String ADD_PERSONS =
      """
      insert into access_person (index, person)
      select * from unnest(?::bigint[], ?::text[])
      """;
  private static final String ADD_UNREADABLE =
      """
      insert into unreadable (source, position, index)
      select * from unnest(?::text[], ?::bigint[], ?::bigint[])
      on conflict do nothing
      """;
  private static final String ADD_SOURCES =
      """
      insert into source_progress (source) select unnest(?::text[])
      on conflict do nothing
      """;

  /// A leaf that is to be written.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, from the chain to the statement
  record Leaf(long index, Entry entry, byte[] previousHash, byte[] hash) {}

  private record Mention(long index, String person) {}

  private final Connection connection;

  LeafTables(Connection connection) {
    this.connection = connection;
  }

  void add(List<Leaf> leaves) throws SQLException {
    var index = numbers(leaves, Leaf::index);
    var topic = texts(leaves, leaf -> leaf.entry().topic());
    try (var insert = connection.prepareStatement(ADD_LEAVES)) {
      set(insert, 1, "bigint", index);
      set(insert, 2, "text", texts(leaves, leaf -> leaf.entry().place().source()));
      set(insert, 3, "bigint", numbers(leaves, leaf -> leaf.entry().place().position()));
      set(insert, 4, "text", topic);
      set(insert, 5, "bytea", bytes(leaves, leaf -> leaf.entry().bytes()));
      set(insert, 6, "bytea", bytes(leaves, Leaf::previousHash));
      set(insert, 7, "bytea", bytes(leaves, Leaf::hash));
      insert.executeUpdate();
    }
    try (var insert = connection.prepareStatement(ADD_ACCESSES)) {
      set(insert, 1, "bigint", index);
      set(insert, 2, "bigint", numbers(leaves, leaf -> micros(leaf.entry().time())));
      set(insert, 3, "text", topic);
      set(insert, 4, "text", texts(leaves, leaf -> leaf.entry().attribute("actor")));
      set(insert, 5, "text", texts(leaves, leaf -> leaf.entry().attribute("operation")));
      set(insert, 6, "text", texts(leaves, leaf -> leaf.entry().attribute("outcome")));
      set(insert, 7, "text", texts(leaves, leaf -> leaf.entry().attribute("subject")));
      insert.executeUpdate();
    }
    addPersons(leaves);
    addUnreadable(leaves);
  }

  private void addPersons(List<Leaf> leaves) throws SQLException {
    var mentions =
        leaves.stream()
            .flatMap(l -> l.entry().persons().stream().map(p -> new Mention(l.index(), p)))
            .toList();
    if (mentions.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(ADD_PERSONS)) {
      set(insert, 1, "bigint", numbers(mentions, Mention::index));
      set(insert, 2, "text", texts(mentions, Mention::person));
      insert.executeUpdate();
    }
  }

  private void addUnreadable(List<Leaf> leaves) throws SQLException {
    for (var leaf : leaves) {
      var place = leaf.entry().unreadable();
      if (place != null) {
        try (var insert = connection.prepareStatement(ADD_UNREADABLE)) {
          set(insert, 1, "text", new String[] {place.source()});
          set(insert, 2, "bigint", new Long[] {place.position()});
          set(insert, 3, "bigint", new Long[] {leaf.index()});
          insert.executeUpdate();
        }
      }
    }
  }

  void addSources(Set<String> sources) throws SQLException {
    try (var insert = connection.prepareStatement(ADD_SOURCES)) {
      set(insert, 1, "text", sources.toArray(String[]::new));
      insert.executeUpdate();
    }
  }

  static void set(PreparedStatement statement, int parameter, String type, Object[] values)
      throws SQLException {
    statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
  }

  // Arrays of exact types: the driver sends those in binary, and an Object[] as text.

  static <T> String[] texts(List<T> rows, Function<T, @Nullable String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  static <T> Long[] numbers(List<T> rows, Function<T, Long> value) {
    return rows.stream().map(value).toArray(Long[]::new);
  }

  private static <T> byte[][] bytes(List<T> rows, Function<T, byte[]> value) {
    return rows.stream().map(value).toArray(byte[][]::new);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
