package fr.vigie.identity.provider;

import fr.vigie.identity.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an application asks for at `/authorize`, once it is known to be in order.
///
/// @param key thumbprint of the key without which the code is worth nothing
/// @param maxAge how old the sign-in may be, in seconds; negative: as old as it likes
record Asked(
    String redirectUri,
    String challenge,
    String scope,
    @Nullable String nonce,
    @Nullable String key,
    boolean silent,
    boolean anew,
    int maxAge) {

  /// Whether a session answers it, or the person has to sign in.
  ///
  /// @param since when it was asked: whoever is to sign in anew does so after
  boolean isAnsweredBy(Optional<Session> session, Instant since, Instant now) {
    return session
        .filter(open -> !anew || !open.authenticatedAt().isBefore(since))
        .filter(open ->
            maxAge < 0 || !open.authenticatedAt().plus(Duration.ofSeconds(maxAge)).isBefore(now))
        .isPresent();
  }
}
