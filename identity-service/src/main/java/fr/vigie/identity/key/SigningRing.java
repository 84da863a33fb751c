package fr.vigie.identity.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.List;

/// The signing keys as last read, the youngest first.
public final class SigningRing {

  private final List<SigningKey> keys;
  private final Instant readAt;

  SigningRing(List<SigningKey> keys, Instant readAt) {
    this.keys = List.copyOf(keys);
    this.readAt = readAt;
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  Instant readAt() {
    return readAt;
  }

  /// The one that signs.
  public SigningKey current() {
    return keys.getFirst();
  }

  /// What everyone may see.
  public JWKSet published() {
    return new JWKSet(keys.stream().<JWK>map(key -> key.pair().toPublicJWK()).toList());
  }
}
