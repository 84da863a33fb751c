package fr.vigie.kit;

import java.time.Duration;
import java.time.Instant;

/// Asks for two factors shown just now, where a session's beginning is too long ago for what is
/// wanted (R22). The answer is the challenge of RFC 9470: the client leads the person through a
/// sign-in that is fresh enough, and asks again with the token it gives.
public final class StepUp {

  /// How long ago the factors may have been shown.
  public static final Duration FRESH = Duration.ofMinutes(5);

  private StepUp() {}

  /// Whether the caller has shown two factors within [#FRESH].
  public static boolean isFresh(Caller caller, Instant now) {
    return !caller.authenticatedAt().isBefore(now.minus(FRESH));
  }

  /// Goes on where [#isFresh], and throws [#needed()] where not.
  public static void require(Caller caller, Instant now) {
    if (!isFresh(caller, now)) {
      throw needed();
    }
  }

  /// The challenge, to throw or return.
  public static RuntimeException needed() {
    return Problems.builder(
            401,
            "step-up-needed",
            "Show your factors again",
            "This needs a sign-in of the last %d minutes: show both factors again, and repeat the"
                    .formatted(FRESH.toMinutes())
                + " request with the new token.")
        .withHeader(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_user_authentication\","
                + " error_description=\"both factors are to be shown again\", max_age=\"%d\""
                    .formatted(FRESH.toSeconds()))
        .build();
  }
}
