package fr.vigie.records.terms;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// The keys under which numbers are indexed and search terms are hashed.
@ConfigMapping(prefix = "vigie.records")
interface BlindIndex {

  /// 32 random bytes in base64. Equal terms have equal hashes, so that repeated searches can be
  /// seen; without the key no hash can be guessed at. Without it the service does not start.
  String blindIndexKey();

  /// The key before, for as long as the index under the new one is being made: both are asked. To
  /// rotate, move the old key here and set a new one; once the view `terms-<generation>` has no
  /// lag, take it away, and the old index is removed.
  Optional<String> formerBlindIndexKey();
}
