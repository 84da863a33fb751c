package fr.vigie.identity.session;

import fr.vigie.identity.account.Role;
import fr.vigie.identity.platform.IdentitySettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/// How long a session lasts, by what its account may do (R20). Whoever has several roles has the
/// shorter limits.
record SessionLimits(
    Duration idle, Duration absolute, Duration privilegedIdle, Duration privilegedAbsolute) {

  private static final Set<String> PRIVILEGED =
      Set.of(
          Role.SECURITY_OFFICER.word(),
          Role.PRIVACY_OFFICER.word(),
          Role.AUDITOR.word(),
          Role.ACCOUNT_ADMIN.word(),
          Role.DESK.word());

  SessionLimits {
    refuseAbove("idle", idle, Duration.ofMinutes(30));
    refuseAbove("absolute", absolute, Duration.ofHours(12));
    refuseAbove("privileged-idle", privilegedIdle, Duration.ofMinutes(15));
    refuseAbove("privileged-absolute", privilegedAbsolute, Duration.ofHours(8));
  }

  static SessionLimits of(IdentitySettings.Session settings) {
    return new SessionLimits(
        settings.idle(),
        settings.absolute(),
        settings.privilegedIdle(),
        settings.privilegedAbsolute());
  }

  private static void refuseAbove(String name, Duration given, Duration longest) {
    if (given.compareTo(longest) > 0 || !given.isPositive()) {
      throw new IllegalStateException(
          "vigie.identity.session.%s is %s: between nothing and %s is allowed"
              .formatted(name, given, longest));
    }
  }

  Duration idle(Collection<String> roles) {
    return isPrivileged(roles) ? privilegedIdle : idle;
  }

  Duration absolute(Collection<String> roles) {
    return isPrivileged(roles) ? privilegedAbsolute : absolute;
  }

  private static boolean isPrivileged(Collection<String> roles) {
    return roles.stream().anyMatch(PRIVILEGED::contains);
  }
}
