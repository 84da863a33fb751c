package fr.vigie.records.keys;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Key-encryption keys of tests.
public record KeySettings(@Nullable String current, @Nullable String accepted, @Nullable Path file)
    implements KeyEncryption {

  /// Two keys.
  public KeySettings(String current, @Nullable String accepted) {
    this(current, accepted, null);
  }

  /// One key.
  public static KeySettings of(String current) {
    return new KeySettings(current, null);
  }

  /// One that lies in a file.
  public static KeySettings ofFile(Path file) {
    return new KeySettings(null, null, file);
  }

  /// The key of this seed; that of TestKeys is 1.
  public static String key(int seed) {
    var raw = new byte[32];
    raw[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(raw);
  }

  @Override
  public Optional<String> keyEncryptionKey() {
    return Optional.ofNullable(current);
  }

  @Override
  public Optional<Path> keyEncryptionKeyFile() {
    return Optional.ofNullable(file);
  }

  @Override
  public Optional<String> acceptedKeyEncryptionKey() {
    return Optional.ofNullable(accepted);
  }

  @Override
  public Optional<Path> acceptedKeyEncryptionKeyFile() {
    return Optional.empty();
  }
}
