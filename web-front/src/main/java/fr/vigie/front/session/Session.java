package fr.vigie.front.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a browser's session stands for: the tokens of one sign-in.
///
/// @param sid identity-service's name for the sign-in, by which it can be ended from there
/// @param authenticatedAt when the factors were shown
/// @param tokensEnd when the access token and the ID token end
record Session(
    SessionId id,
    String sid,
    Instant authenticatedAt,
    Instant tokensEnd,
    String idToken,
    String accessToken,
    @Nullable String refreshToken) {

  /// The same session for a request that is to leave the renewal of its tokens to another.
  Session withoutRefreshToken() {
    return new Session(id, sid, authenticatedAt, tokensEnd, idToken, accessToken, null);
  }

  boolean isFresherThan(Duration age, Instant now) {
    return authenticatedAt.plus(age).isAfter(now);
  }

  boolean hasEndedTokens(Instant now) {
    return tokensEnd.isBefore(now);
  }

  boolean hasTokensThatEndWithin(Duration duration, Instant now) {
    return tokensEnd.isBefore(now.plus(duration));
  }

  @Override
  public String toString() {
    return "Session[******]";
  }
}
