package fr.vigie.identity.provider;

import fr.vigie.identity.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an application asks for at `/authorize`, once it is known to be in order.
///
/// @param key thumbprint of the key without which the code is worth nothing
/// @param account reference of whom it has to be about; null where anybody will do
/// @param maxAge how old the sign-in may be, in seconds; negative: as old as it likes
record Asked(
    String redirectUri,
    String challenge,
    String scope,
    @Nullable String nonce,
    @Nullable String key,
    @Nullable String account,
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

  /// Whether the session is of the person it has to be about.
  boolean isAbout(Session session) {
    return account == null || account.equals(session.account().toString());
  }

  /// The same, about this one alone; nothing where it has to be about another.
  Optional<Asked> about(String person) {
    return account == null || account.equals(person)
        ? Optional.of(
            new Asked(redirectUri, challenge, scope, nonce, key, person, silent, anew, maxAge))
        : Optional.empty();
  }
}
