package fr.vigie.audit.checkpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The door to the log's keys. Every key that has not ended signs each checkpoint, so that for a
/// while the old and the new one do, and nobody who knows one of them is left alone.
@ApplicationScoped
public class SigningKeys {

  private static final String LIST =
      """
      select id, public_key, wrapped, made, ended
      from signing_key left join signing_key_end using (id) order by id
      """;
  private static final String ADD =
      "insert into signing_key (public_key, wrapped, made) values (?, ?, ?)";
  private static final String END =
      """
      insert into signing_key_end (id, ended) select ?, ?
      where exists (select from signing_key k where k.id <> ?
        and not exists (select from signing_key_end e where e.id = k.id))
      on conflict do nothing
      """;
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('signing_key'))";

  private final DataSource database;
  private final Clock clock;
  private final String origin;
  private final KeyWrap wrap;
  private final Map<Long, SigningKey> unwrapped = new ConcurrentHashMap<>();

  SigningKeys(DataSource database, Clock clock, CheckpointSettings settings) {
    this.database = database;
    this.clock = clock;
    this.origin = settings.origin();
    this.wrap = new KeyWrap(settings.keyEncryptionKey());
  }

  /// A key as the world knows it.
  ///
  /// @param key for a verifier (C2SP signed-note)
  /// @param ended since when it does not sign any more; null where it does
  public record Known(long id, String key, Instant made, @Nullable Instant ended) {}

  private record Row(Known known, SigningKey key) {}

  /// Every key there was, the oldest first.
  public List<Known> list() throws SQLException {
    try (var connection = database.getConnection()) {
      return rows(connection).stream().map(Row::known).toList();
    }
  }

  /// The keys that sign. The first one is made when it is first asked for.
  List<SigningKey> signing(Connection connection) throws SQLException {
    var keys = active(connection);
    if (keys.isEmpty()) {
      try (var lock = connection.prepareStatement(LOCK)) {
        lock.execute();
      }
      keys = active(connection);
    }
    if (keys.isEmpty()) {
      add(connection);
      keys = active(connection);
    }
    return keys;
  }

  private List<SigningKey> active(Connection connection) throws SQLException {
    return rows(connection).stream()
        .filter(row -> row.known().ended() == null)
        .map(Row::key)
        .toList();
  }

  /// Makes one more: the first half of a change of keys.
  public Known add() throws SQLException {
    try (var connection = database.getConnection()) {
      add(connection);
      return rows(connection).getLast().known();
    }
  }

  private void add(Connection connection) throws SQLException {
    var key = SigningKey.fresh(origin);
    try (var insert = connection.prepareStatement(ADD)) {
      insert.setBytes(1, key.publicKey());
      insert.setBytes(2, wrap.wrap(key.secret(), key.publicKey()));
      insert.setObject(3, now());
      insert.executeUpdate();
    }
  }

  /// Ends a key: the second half. The last one that signs does not end.
  ///
  /// @return whether it ended now
  public boolean end(long id) throws SQLException {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(END)) {
      insert.setLong(1, id);
      insert.setObject(2, now());
      insert.setLong(3, id);
      return insert.executeUpdate() == 1;
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private List<Row> rows(Connection connection) throws SQLException {
    var all = new ArrayList<Row>();
    try (var query = connection.prepareStatement(LIST);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        var id = rows.getLong(1);
        var publicKey = rows.getBytes(2);
        var wrapped = rows.getBytes(3);
        var key =
            unwrapped.computeIfAbsent(
                id, _ -> SigningKey.of(origin, publicKey, wrap.unwrap(wrapped, publicKey)));
        var ended = rows.getObject(5, OffsetDateTime.class);
        var made = Objects.requireNonNull(rows.getObject(4, OffsetDateTime.class));
        all.add(
            new Row(
                new Known(
                    id,
                    key.verifierKey(),
                    made.toInstant(),
                    ended == null ? null : ended.toInstant()),
                key));
      }
    }
    return all;
  }
}
