package fr.vigie.identity.passkey;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A passkey as it is kept.
///
/// @param reference what pages and events call it
/// @param credential its id as the authenticator gave it, base64url
/// @param material id, kind of authenticator and public key as WebAuthn writes them, base64url
/// @param signs the authenticator's counter at its last use; zero where it does not count
/// @param backupEligible it may be copied to the person's other devices; settled when it is made
/// @param backedUp it has been
/// @param model of its authenticator, where its maker's certificate said so
public record Passkey(
    UUID reference,
    UUID account,
    String credential,
    String material,
    long signs,
    boolean backupEligible,
    boolean backedUp,
    Instant addedAt,
    Optional<Instant> usedAt,
    Optional<UUID> model) {

  /// It never leaves its device.
  public boolean isBoundToItsDevice() {
    return !backupEligible;
  }

  Passkey used(long counter, boolean nowBackedUp, Instant at) {
    return new Passkey(
        reference,
        account,
        credential,
        material,
        counter,
        backupEligible,
        nowBackedUp,
        addedAt,
        Optional.of(at),
        model);
  }
}
