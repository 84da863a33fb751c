package fr.vigie.kit.guard;

import fr.vigie.kit.Problems;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// What somebody who may not act is told.
public final class GuardProblems {

  private GuardProblems() {}

  /// What is answered on a verdict; null: the request goes on.
  public static @Nullable Response of(Verdict verdict) {
    return switch (verdict) {
      case MAY_ACT -> null;
      case FROZEN -> frozen();
      case SESSION_ENDED -> sessionEnded();
      case UNKNOWN -> unknown();
    };
  }

  /// 403: nothing helps but a thaw.
  public static Response frozen() {
    return Problems.of(
            403,
            "account-frozen",
            "This account may not act",
            "The account, its session or its organisation is frozen. Turn to a security officer.")
        .toResponse();
  }

  /// 401: signing in again is the way.
  public static Response sessionEnded() {
    return Problems.builder(
            401, "session-ended", "The session has ended", "Sign in again, then try again.")
        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .build()
        .toResponse();
  }

  /// 503: nobody is let in on a guess.
  public static Response unknown() {
    return Problems.builder(
            503,
            "status-unknown",
            "Not available",
            "It is not known at the moment who may act, so nobody is let in. Try again shortly.")
        .withHeader("Retry-After", 2)
        .build()
        .toResponse();
  }
}
