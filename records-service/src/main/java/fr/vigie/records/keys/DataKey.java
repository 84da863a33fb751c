package fr.vigie.records.keys;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// One person's key in the clear, in memory only, for as long as one request needs it.
///
/// Person and part of the file are authenticated with every ciphertext: what was sealed as one
/// person's address opens neither as another's nor as a telephone number.
public final class DataKey {

  private final UUID person;
  private final Aead aead;

  DataKey(UUID person, Aead aead) {
    this.person = person;
    this.aead = aead;
  }

  /// Ciphertext that opens as this part and no other.
  ///
  /// @param part of the file: the word of its field class, and which entry where there are several
  public byte[] seal(String part, byte[] clear) {
    try {
      return aead.encrypt(clear, context(part));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /// What was sealed as this part.
  ///
  /// @throws UnreadableException where this was sealed with another key, or as another part
  public byte[] open(String part, byte[] sealed) {
    try {
      return aead.decrypt(sealed, context(part));
    } catch (GeneralSecurityException e) {
      throw new UnreadableException("a part of a file does not open", e);
    }
  }

  private byte[] context(String part) {
    return ("vigie file|" + person + "|" + part).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DataKey[" + person + "]";
  }
}
