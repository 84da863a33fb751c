package fr.vigie.records.keys;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// The keys that wrap the keys of persons: 32 random bytes in base64, kept outside the database.
/// Whoever has both has the files. Without one the service does not start; with another one no file
/// can be read.
///
/// Each comes from a file that nobody else may read, which is what HashiCorp Vault's agent writes
/// and a mounted secret is, or from any source of settings, such as the environment.
@ConfigMapping(prefix = "vigie.records")
public interface KeyEncryption {

  /// The key that wraps.
  Optional<String> keyEncryptionKey();

  /// A file that holds the key that wraps.
  Optional<Path> keyEncryptionKeyFile();

  /// A second key, which unwraps and never wraps. To rotate, give every replica the new key here;
  /// then change the two places: everything is wrapped again in the background. When the log says
  /// that it is done, take the old key away.
  Optional<String> acceptedKeyEncryptionKey();

  /// A file that holds the second key.
  Optional<Path> acceptedKeyEncryptionKeyFile();
}
