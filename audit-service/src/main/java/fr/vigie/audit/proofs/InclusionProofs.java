package fr.vigie.audit.proofs;

import fr.vigie.audit.checkpoint.Checkpoints;
import fr.vigie.audit.checkpoint.TileRows;
import fr.vigie.audit.tree.Proofs;
import fr.vigie.audit.tree.Tile;
import fr.vigie.audit.tree.TileSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The door to proofs that an event is in the log: text that anyone can check without us, with the
/// log's key alone. (C2SP tlog-proof)
@ApplicationScoped
public class InclusionProofs {

  // With its tile, where that is full: one way to the database less.
  private static final String LEAF =
      """
      select l.index, l.entry, t.hashes
      from leaf l left join tile t on t.level = 0 and t.number = l.index / 256
      """;
  private static final String BY_EVENT = LEAF + "where l.id = ? limit 1";
  private static final String BY_INDEX = LEAF + "where l.index = ?";

  private final DataSource database;
  private final KeptTiles kept = new KeptTiles();

  InclusionProofs(DataSource database) {
    this.database = database;
  }

  /// The proof of the leaf that holds the event of this id, against the newest checkpoint. Its
  /// extra data is the entry.
  ///
  /// @return empty where there is no such leaf, or none that is under a checkpoint yet
  public Optional<String> ofEvent(String id) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(BY_EVENT)) {
      query.setString(1, id);
      return proof(connection, query);
    }
  }

  /// The same by the leaf's index.
  public Optional<String> ofLeaf(long index) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(BY_INDEX)) {
      query.setLong(1, index);
      return proof(connection, query);
    }
  }

  /// The same for many leaves of one answer, without their contents: the hashes of each, from the
  /// leaf's sibling up, against one checkpoint.
  ///
  /// @param note the checkpoint
  /// @param hashes for each index given, in base64
  public record Together(String note, List<List<String>> hashes) {
    public Together {
      hashes = List.copyOf(hashes);
    }
  }

  /// Proofs of leaves that are all under the newest checkpoint.
  ///
  /// @return empty where one of them is not yet
  public Optional<Together> ofLeaves(List<Long> indexes) throws SQLException {
    try (var connection = database.getConnection()) {
      var checkpoint = Checkpoints.published(connection);
      var highest = indexes.stream().mapToLong(Long::longValue).max();
      if (checkpoint == null || highest.orElse(0) >= checkpoint.size()) {
        return Optional.empty();
      }
      var proofs = new Proofs(checkpoint.size(), kept.over(new TileRows(connection)));
      var all = new ArrayList<List<String>>(indexes.size());
      for (var index : indexes) {
        all.add(base64(proofs.inclusion(index)));
      }
      return Optional.of(new Together(checkpoint.note(), all));
    }
  }

  /// The consistency proof between the trees of two sizes, in base64; empty where the newer one is
  /// not there.
  public Optional<List<String>> consistency(long older, long newer) throws SQLException {
    try (var connection = database.getConnection()) {
      var end = size(connection);
      return older < 0 || newer < older || end.isEmpty() || newer > end.getAsLong()
          ? Optional.empty()
          : Optional.of(
              base64(new Proofs(newer, kept.over(new TileRows(connection))).consistency(older)));
    }
  }

  private static OptionalLong size(Connection connection) throws SQLException {
    var last = Checkpoints.last(connection);
    return last == null ? OptionalLong.empty() : OptionalLong.of(last.size());
  }

  private Optional<String> proof(Connection connection, PreparedStatement query)
      throws SQLException {
    try (var row = query.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      var index = row.getLong(1);
      var entry = row.getBytes(2);
      var checkpoint = Checkpoints.published(connection);
      if (checkpoint == null || index >= checkpoint.size()) {
        return Optional.empty();
      }
      var proof =
          new Proofs(checkpoint.size(), tiles(connection, index / Tile.WIDTH, row.getBytes(3)))
              .inclusion(index);
      return Optional.of(
          "c2sp.org/tlog-proof@v1\nextra %s\nindex %d\n%s\n%s"
              .formatted(
                  Base64.getEncoder().encodeToString(entry),
                  index,
                  String.join("", base64(proof).stream().map(hash -> hash + "\n").toList()),
                  checkpoint.note()));
    }
  }

  /// All tiles, of which one was read already.
  ///
  /// @param own of level 0; null where it is not full
  private TileSource tiles(Connection connection, long number, byte @Nullable [] own) {
    var others = kept.over(new TileRows(connection));
    return (level, wanted, width) ->
        own != null && level == 0 && wanted == number ? own : others.hashes(level, wanted, width);
  }

  private static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
  }
}
