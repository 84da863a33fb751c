package fr.vigie.audit.breach;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Proofs that leaves are in the log.
@FunctionalInterface
public interface LeafProofs {

  /// Proofs against one checkpoint.
  ///
  /// @param note the checkpoint, signed
  /// @param hashes for each leaf, from its sibling up, in base64
  record Proven(String note, List<List<String>> hashes) {
    public Proven {
      hashes = List.copyOf(hashes);
    }
  }

  /// Of these leaves; empty where one of them is under no checkpoint yet.
  Optional<Proven> of(List<Long> indexes) throws SQLException;
}
