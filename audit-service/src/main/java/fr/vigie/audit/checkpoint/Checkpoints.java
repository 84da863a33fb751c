package fr.vigie.audit.checkpoint;

import fr.vigie.audit.tree.MissingTileException;
import fr.vigie.audit.tree.Proofs;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The door: signs the log as it is, and says what was signed last.
///
/// One replica at a time signs. Before it does, it looks whether the tree in the database still
/// begins with the one that was signed last: a log that was altered since is not signed.
@ApplicationScoped
public class Checkpoints {

  /// Held by whoever signs: "vigiesig", as a number.
  private static final long LOCK = 0x7669676965736967L;

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(?)";
  private static final String HEAD = "select size, root from tree_head";
  private static final String LAST =
      "select size, root, note from checkpoint order by size desc limit 1";
  // The last few: while a witness is asked about the newest, the one before it is the better proof.
  private static final String PUBLISHED =
      """
      select size, root, note || coalesce(lines, '') as note
      from (select size, root, note from checkpoint order by size desc limit 3) as c
      left join lateral (
        select string_agg(line, '' order by witness) as lines from cosignature s
        where s.size = c.size) as s on true
      order by lines is not null desc, size desc limit 1
      """;
  private static final String ADD =
      """
      insert into checkpoint (size, number, root, note)
      select ?, coalesce(max(number), 0) + 1, ?, ? from checkpoint
      """;

  private final DataSource database;
  private final SigningKeys keys;
  private final String origin;

  Checkpoints(DataSource database, SigningKeys keys, CheckpointSettings settings) {
    this.database = database;
    this.keys = keys;
    this.origin = settings.origin();
  }

  /// Signs the log, where leaves came since it was signed last.
  ///
  /// @return what was signed; empty where nothing came, or another replica is at it
  /// @throws SignatureRefusedException where the log does not go on from what was signed before
  public Optional<Checkpoint> sign() throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var signed = mine(connection) ? sign(connection) : Optional.<Checkpoint>empty();
        connection.commit();
        return signed;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static boolean mine(Connection connection) throws SQLException {
    try (var lock = connection.prepareStatement(TRY_LOCK)) {
      lock.setLong(1, LOCK);
      try (var row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read from a row and compared
  private record Head(long size, byte[] root) {}

  private static Head head(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(HEAD);
        var row = query.executeQuery()) {
      if (!row.next()) {
        throw new SignatureRefusedException("the row that says where the log ends is gone");
      }
      return new Head(row.getLong(1), row.getBytes(2));
    }
  }

  private Optional<Checkpoint> sign(Connection connection) throws SQLException {
    var head = head(connection);
    var last = last(connection);
    if (last != null && last.size() == head.size() && Arrays.equals(last.root(), head.root())) {
      return Optional.empty();
    }
    if (last == null && head.size() == 0) {
      return Optional.empty();
    }
    refuseWhatDoesNotGoOn(connection, head, last);
    var text = Checkpoint.text(origin, head.size(), head.root());
    var note = new StringBuilder(text).append('\n');
    for (var key : keys.signing(connection)) {
      note.append(key.sign(text));
    }
    try (var add = connection.prepareStatement(ADD)) {
      add.setLong(1, head.size());
      add.setBytes(2, head.root());
      add.setString(3, note.toString());
      add.executeUpdate();
    }
    return Optional.of(new Checkpoint(head.size(), head.root(), note.toString()));
  }

  private static void refuseWhatDoesNotGoOn(
      Connection connection, Head head, @Nullable Checkpoint last) {
    if (last != null && last.size() >= head.size()) {
      throw new SignatureRefusedException(
          "signed at %d leaves; now there are %d, or others".formatted(last.size(), head.size()));
    }
    var tiles = new TileRows(connection);
    try {
      if (last != null && !Arrays.equals(new Proofs(last.size(), tiles).root(), last.root())) {
        throw new SignatureRefusedException(
            "the first %d leaves are not those that were signed".formatted(last.size()));
      }
      if (!Arrays.equals(new Proofs(head.size(), tiles).root(), head.root())) {
        throw new SignatureRefusedException(
            "the tiles of %d leaves do not have their root".formatted(head.size()));
      }
    } catch (MissingTileException e) {
      throw new SignatureRefusedException("the tree has a hole: " + e.getMessage());
    }
  }

  /// What was signed last.
  public Optional<Checkpoint> last() throws SQLException {
    try (var connection = database.getConnection()) {
      return Optional.ofNullable(last(connection));
    }
  }

  /// What is shown to the world: the newest of the last few that a witness signed, with what
  /// witnesses signed; the newest where none has.
  public static @Nullable Checkpoint published(Connection connection) throws SQLException {
    return read(connection, PUBLISHED);
  }

  /// The same.
  public Optional<Checkpoint> published() throws SQLException {
    try (var connection = database.getConnection()) {
      return Optional.ofNullable(published(connection));
    }
  }

  /// The same, over a connection.
  public static @Nullable Checkpoint last(Connection connection) throws SQLException {
    return read(connection, LAST);
  }

  private static @Nullable Checkpoint read(Connection connection, String sql) throws SQLException {
    try (var query = connection.prepareStatement(sql);
        var row = query.executeQuery()) {
      return row.next() ? read(row) : null;
    }
  }

  private static Checkpoint read(ResultSet row) throws SQLException {
    return new Checkpoint(row.getLong("size"), row.getBytes("root"), row.getString("note"));
  }
}
