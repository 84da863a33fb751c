package fr.vigie.identity.enrolment;

import fr.vigie.identity.account.Profile;
import fr.vigie.identity.session.Session;
import java.time.Duration;
import java.time.Instant;

/// Whoever looks at the own account.
///
/// @param cookie the secret of the session, to which the forms are bound
public record Owner(Session session, Profile profile, String cookie) {

  private static final Duration FRESH = Duration.ofMinutes(5);

  /// Whether the factors were shown so short a time ago that others may be changed.
  boolean isFresh(Instant now) {
    return now.isBefore(session.authenticatedAt().plus(FRESH));
  }

  /// What a passkey's challenge is bound to.
  String bound() {
    return "account " + cookie;
  }

  @Override
  public String toString() {
    return "Owner[" + session.account() + "]";
  }
}
