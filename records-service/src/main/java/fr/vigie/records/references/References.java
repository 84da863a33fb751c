package fr.vigie.records.references;

import com.google.crypto.tink.subtle.AesSiv;
import fr.vigie.kit.Caller;
import fr.vigie.records.keys.DerivedKeys;
import fr.vigie.records.keys.KeyEncryption;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes and reads references.
///
/// Idea: a reference is the person and the account it is for, sealed together (AES-SIV, RFC 5297),
/// so that there is no table of them, every replica reads what another wrote, and the same advisor
/// finds the same person under the same reference tomorrow. The account is inside, not beside: one
/// that was handed on can be read, and the log can say about whom it was.
@ApplicationScoped
public class References {

  private static final String PURPOSE = "vigie reference of a person|1";
  private static final byte[] CONTEXT = PURPOSE.getBytes(StandardCharsets.UTF_8);
  private static final int KEY_BYTES = 64;
  private static final int ID_BYTES = 16;
  private static final int BYTES = 3 * ID_BYTES;
  private static final int LENGTH = BYTES / 3 * 4;

  private final List<AesSiv> keys;

  public References(KeyEncryption settings) {
    keys = DerivedKeys.of(settings, PURPOSE, KEY_BYTES).stream().map(References::siv).toList();
  }

  /// The person's reference for an account: 64 characters that may stand in an address.
  public String of(UUID person, String account) {
    var plain = ByteBuffer.allocate(2 * ID_BYTES);
    plain.putLong(person.getMostSignificantBits()).putLong(person.getLeastSignificantBits());
    plain.put(short16(account));
    try {
      return Base64.getUrlEncoder()
          .encodeToString(keys.getFirst().encryptDeterministically(plain.array(), CONTEXT));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /// Whom a text means to an account.
  public Reference read(String text, String account) {
    if (text.length() != LENGTH) {
      return Reference.NOBODY;
    }
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return Reference.NOBODY;
    }
    return IntStream.range(0, keys.size())
        .mapToObj(key -> open(key, sealed))
        .flatMap(Optional::stream)
        .findFirst()
        .map(plain -> new Reference(person(plain), !isFor(plain, account)))
        .orElse(Reference.NOBODY);
  }

  /// Whom a caller means: the privacy officer names persons as the log does, everybody else by the
  /// own references. Null where it is nobody.
  public @Nullable UUID named(String text, Caller caller) {
    return caller.roles().contains("privacy-officer") && text.length() != LENGTH
        ? UUID.fromString(text)
        : read(text, caller.account()).own();
  }

  /// The same person, as this caller names persons.
  public String of(UUID person, Caller caller) {
    return caller.roles().contains("privacy-officer")
        ? person.toString()
        : of(person, caller.account());
  }

  private Optional<byte[]> open(int key, byte[] sealed) {
    try {
      return Optional.of(keys.get(key).decryptDeterministically(sealed, CONTEXT));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  private static UUID person(byte[] plain) {
    var bytes = ByteBuffer.wrap(plain);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static boolean isFor(byte[] plain, String account) {
    return MessageDigest.isEqual(
        Arrays.copyOfRange(plain, ID_BYTES, 2 * ID_BYTES), short16(account));
  }

  // Accounts are references of another service: whatever their length, they take this much.
  private static byte[] short16(String account) {
    try {
      return Arrays.copyOf(
          MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8)),
          ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static AesSiv siv(byte[] key) {
    try {
      return new AesSiv(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of AES-SIV has 64 bytes", e);
    }
  }
}
