package fr.vigie.identity.platform;

import java.util.Optional;
import java.util.UUID;

/// References as others write them: of accounts, sessions, passkeys.
public final class References {

  private References() {}

  /// The reference; none where the text is none.
  public static Optional<UUID> of(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
