package fr.vigie.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// Passwords and keys made once and kept in a properties file that only its owner may read.
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Properties kept = new Properties();

  /// Reads the file; where there is none, the first secret makes it.
  public Secrets(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        kept.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The password of this name, 192 bits, made now where there is none.
  public String of(String name) {
    return kept(name, 24, Base64.getUrlEncoder().withoutPadding());
  }

  /// The key of this name, 256 bits in base64, made now where there is none.
  public String key(String name) {
    return kept(name, 32, Base64.getEncoder());
  }

  private synchronized String kept(String name, int length, Base64.Encoder encoder) {
    var known = kept.getProperty(name);
    if (known != null) {
      return known;
    }
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    var made = encoder.encodeToString(bytes);
    kept.setProperty(name, made);
    write();
    return made;
  }

  private void write() {
    try {
      var text = new StringWriter();
      kept.store(text, null);
      var draft = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(draft);
      writePrivately(draft, text.toString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a file that only its owner may read, from its first byte on. Replaces what is there.
  public static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
