package fr.vigie.identity.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The signing keys as they are at a moment.
public final class SigningRing {

  /// A key and its life.
  ///
  /// @param announced whether its event is durable
  record Held(SigningKey key, KeyTerm term, boolean announced) {}

  private final List<Held> keys;
  private final Instant readAt;
  private final Instant now;

  /// @param keys the youngest first
  SigningRing(List<Held> keys, Instant readAt, Instant now) {
    this.keys = List.copyOf(keys);
    this.readAt = readAt;
    this.now = now;
  }

  SigningRing at(Instant moment) {
    return new SigningRing(keys, readAt, moment);
  }

  Instant readAt() {
    return readAt;
  }

  /// The one that signs.
  public SigningKey current() {
    return keys.stream()
        .filter(held -> held.term().maySignAt(now))
        .findFirst()
        .map(Held::key)
        .orElseThrow(() -> new IllegalStateException("no key signs at " + now));
  }

  /// What everyone may see, and what a token is checked with.
  public JWKSet published() {
    return new JWKSet(taken().stream().<JWK>map(held -> held.key().pair().toPublicJWK()).toList());
  }

  List<Held> taken() {
    return keys.stream().filter(held -> held.term().isTakenAt(now)).toList();
  }

  List<Held> unannounced() {
    return keys.stream().filter(held -> !held.announced()).toList();
  }

  Optional<Held> youngest() {
    return keys.stream().findFirst();
  }

  /// Whether it is time to publish the next one.
  boolean isSuccessorDue(KeySettings settings) {
    return youngest()
        .filter(held -> held.term().signsFrom().plus(untilNext(settings)).isAfter(now))
        .isEmpty();
  }

  private static Duration untilNext(KeySettings settings) {
    return settings.every().minus(settings.lead());
  }

  /// Whether a key is published that does not sign yet.
  Optional<Held> next() {
    return youngest().filter(held -> held.term().signsFrom().isAfter(now));
  }
}
