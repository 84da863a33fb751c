package fr.vigie.records.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Where a key-encryption key comes from: its setting, or a file.
final class KeySource {

  static final int KEY_BYTES = 32;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeySource() {}

  /// The 32 bytes; empty where neither is set.
  ///
  /// @param name of the setting, for whoever got it wrong
  static Optional<byte[]> read(Optional<String> setting, Optional<Path> file, String name) {
    if (setting.isPresent() && file.isPresent()) {
      throw new IllegalStateException(name + " and " + name + "-file are set both: take one away");
    }
    return setting
        .map(base64 -> decode(base64, name))
        .or(() -> file.map(path -> decode(text(path, name + "-file"), name + "-file")));
  }

  private static String text(Path file, String name) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new IllegalStateException(
            name + " names a file that others may read or write: chmod 600 it");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException(name + " names a file that cannot be read", e);
    }
  }

  private static byte[] decode(String base64, String name) {
    byte[] raw;
    try {
      raw = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      raw = new byte[0];
    }
    if (raw.length != KEY_BYTES) {
      throw new IllegalStateException(
          name
              + " is not 32 bytes in base64: make one with a random generator and keep it outside"
              + " the database");
    }
    return raw;
  }
}
