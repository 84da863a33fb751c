package fr.vigie.identity.platform;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/// The cookies. The prefix `__Host-` has the browser keep them to this very host, over a secure
/// channel (`http://localhost` counts as one) and for every path.
public final class Cookies {

  /// Binds forms to the browser they were sent to. Says nothing of who is there.
  public static final String VISIT = "__Host-vigie-visit";

  /// Between the password and the code: one factor was shown. Opens nothing but the code's form.
  public static final String JOURNEY = "__Host-vigie-journey";

  /// Signed in, with every factor.
  public static final String SESSION = "__Host-vigie-session";

  /// Came by the link of a reset. Opens nothing but the form where the factor that stays is shown.
  public static final String RESET = "__Host-vigie-reset";

  /// Came by the link of an invitation. Opens nothing without the code.
  public static final String WELCOME = "__Host-vigie-welcome";

  /// Vouched for by another provider and bound to no account yet. Opens nothing.
  public static final String VISITOR = "__Host-vigie-visitor";

  /// The account has been signed in to from here before. Opens nothing: it keeps strangers' guesses
  /// apart from the owner's. As lockout-service made it; it outlives the session, and signing out.
  public static final String DEVICE = "__Host-vigie-device";

  /// As long as browsers keep any cookie.
  private static final Duration DEVICE_LIFETIME = Duration.ofDays(400);

  private Cookies() {}

  /// What lockout-service says of this device.
  public static NewCookie device(String value) {
    return builder(DEVICE).value(value).maxAge((int) DEVICE_LIFETIME.toSeconds()).build();
  }

  /// Until the browser is closed.
  public static NewCookie set(String name, Opaque secret) {
    return builder(name).value(secret.value()).build();
  }

  /// For so long.
  public static NewCookie set(String name, Opaque secret, Duration lifetime) {
    return builder(name).value(secret.value()).maxAge((int) lifetime.toSeconds()).build();
  }

  /// Away with it.
  public static NewCookie clear(String name) {
    return builder(name).value("").maxAge(0).build();
  }

  // Lax, not Strict: people arrive here by redirects from the applications.
  private static NewCookie.Builder builder(String name) {
    return new NewCookie.Builder(name)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX);
  }
}
