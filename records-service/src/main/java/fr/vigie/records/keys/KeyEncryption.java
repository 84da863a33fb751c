package fr.vigie.records.keys;

import io.smallrye.config.ConfigMapping;

/// The key that wraps the keys of persons.
@ConfigMapping(prefix = "vigie.records")
public interface KeyEncryption {

  /// 32 random bytes in base64, kept outside the database: whoever has both has the files. Without
  /// it the service does not start; with another one no file can be read.
  String keyEncryptionKey();
}
