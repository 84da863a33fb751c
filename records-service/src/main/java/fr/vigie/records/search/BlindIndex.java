package fr.vigie.records.search;

import io.smallrye.config.ConfigMapping;

/// The key under which search terms are hashed.
@ConfigMapping(prefix = "vigie.records")
interface BlindIndex {

  /// 32 random bytes in base64. Equal terms have equal hashes, so that repeated searches can be
  /// seen; without the key no hash can be guessed at. Without it the service does not start.
  String blindIndexKey();
}
