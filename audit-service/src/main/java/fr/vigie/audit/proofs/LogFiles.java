package fr.vigie.audit.proofs;

import fr.vigie.audit.checkpoint.Checkpoint;
import fr.vigie.audit.checkpoint.Checkpoints;
import fr.vigie.audit.checkpoint.TileRows;
import fr.vigie.audit.tree.Hashes;
import fr.vigie.audit.tree.Tile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;

/// The log as the static files that the C2SP formats make of it. Nothing is served that no
/// checkpoint covers.
@ApplicationScoped
class LogFiles {

  private static final String ENTRIES =
      "select entry from leaf where index >= ? and index < ? order by index";

  private final DataSource database;
  private final Checkpoints checkpoints;
  private volatile long signed;

  LogFiles(DataSource database, Checkpoints checkpoints) {
    this.database = database;
    this.checkpoints = checkpoints;
  }

  /// The newest checkpoint.
  Optional<String> checkpoint() throws SQLException {
    var last = checkpoints.published();
    last.ifPresent(checkpoint -> signed = checkpoint.size());
    return last.map(Checkpoint::note);
  }

  /// A tile, whole or the part that was asked for.
  Optional<byte[]> tile(LogPath path) throws SQLException {
    if (!isSigned(path)) {
      return Optional.empty();
    }
    try (var connection = database.getConnection()) {
      var found = new TileRows(connection).hashes(path.level(), path.number(), path.width());
      return Optional.of(Arrays.copyOf(found, path.width() * Hashes.SIZE));
    }
  }

  /// A bundle of entries, each after its length; empty where some of them are gone (R38).
  Optional<byte[]> entries(LogPath path) throws SQLException {
    if (!isSigned(path)) {
      return Optional.empty();
    }
    var bundle = new ByteArrayOutputStream();
    var found = 0;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(ENTRIES)) {
      query.setLong(1, path.number() * Tile.WIDTH);
      query.setLong(2, path.number() * Tile.WIDTH + path.width());
      try (var rows = query.executeQuery()) {
        for (; rows.next(); found++) {
          var entry = rows.getBytes(1);
          bundle.write(entry.length >> 8);
          bundle.write(entry.length);
          bundle.writeBytes(entry);
        }
      }
    }
    return found == path.width() ? Optional.of(bundle.toByteArray()) : Optional.empty();
  }

  private boolean isSigned(LogPath path) throws SQLException {
    return path.isIn(signed) || (checkpoint().isPresent() && path.isIn(signed));
  }
}
