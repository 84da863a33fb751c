package fr.vigie.kit.dpop;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that proofs have to bear: nothing is kept of them, since each is the code of a span of
/// time under a key. One is taken in its own span and the next, five to ten minutes in all.
@ApplicationScoped
public class Nonces {

  private static final String MAC = "HmacSHA256";
  private static final long SPAN_SECONDS = 300;
  private static final int KEY_CHARACTERS = 32;

  private final byte[] key;
  private final boolean ofThisProcess;
  private final Clock clock;

  Nonces(DpopSettings settings, Clock clock) {
    this.ofThisProcess = settings.nonceKey().isEmpty();
    this.key = settings.nonceKey().map(Nonces::key).orElseGet(Nonces::randomKey);
    this.clock = clock;
  }

  private static byte[] key(String given) {
    if (given.length() < KEY_CHARACTERS) {
      throw new IllegalStateException(
          "vigie.dpop.nonce-key is shorter than %d characters: make a longer one"
              .formatted(KEY_CHARACTERS));
    }
    return given.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] randomKey() {
    var bytes = new byte[KEY_CHARACTERS];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /// Whether a proof that bears one is good at this process alone, which then knows of every use of
  /// it.
  public boolean areOfThisProcess() {
    return ofThisProcess;
  }

  /// The nonce of now.
  public String current() {
    return of(span());
  }

  /// Whether a proof bears one that is still taken.
  public boolean bears(Proof proof) {
    var span = span();
    return proof
        .nonce()
        .filter(nonce -> isSame(nonce, of(span)) || isSame(nonce, of(span - 1)))
        .isPresent();
  }

  private long span() {
    return clock.instant().getEpochSecond() / SPAN_SECONDS;
  }

  private String of(long span) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(span).array()));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
