package fr.vigie.records.jobseeker;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// One person's key in the clear, in memory only, for as long as one request needs it.
///
/// Person and field class are authenticated with every ciphertext: what was sealed as one person's
/// address opens neither as another's nor as a telephone number.
final class DataKey {

  private final UUID person;
  private final Aead aead;

  DataKey(UUID person, Aead aead) {
    this.person = person;
    this.aead = aead;
  }

  byte[] seal(FieldClass fieldClass, byte[] clear) {
    try {
      return aead.encrypt(clear, context(fieldClass));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  byte[] open(FieldClass fieldClass, byte[] sealed) {
    try {
      return aead.decrypt(sealed, context(fieldClass));
    } catch (GeneralSecurityException e) {
      throw new UnreadableException("a field class does not open", e);
    }
  }

  private byte[] context(FieldClass fieldClass) {
    return ("vigie file|" + person + "|" + fieldClass.word()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DataKey[" + person + "]";
  }
}
