package fr.vigie.identity.reset;

import java.time.Duration;

/// The numbers of resets.
///
/// @param approval how long the two have to agree
/// @param link how long a link is good
/// @param probation how long the account is trusted less afterwards
/// @param deskLimit resets one desk agent may start in an hour before an alert is raised
/// @param agencyLimit the same for one agency in a day
public record ResetPolicy(
    Duration approval, Duration link, Duration probation, int deskLimit, int agencyLimit) {

  // NIST SP 800-63B-4 and R19: out-of-band secrets are good for ten minutes at most.
  private static final Duration LONGEST_LINK = Duration.ofMinutes(10);
  private static final Duration SHORTEST_PROBATION = Duration.ofHours(24);

  public ResetPolicy {
    if (link.compareTo(LONGEST_LINK) > 0 || !link.isPositive()) {
      throw new IllegalStateException(
          "vigie.identity.reset.link is longer than ten minutes, or nothing (R19).");
    }
    if (probation.compareTo(SHORTEST_PROBATION) < 0) {
      throw new IllegalStateException(
          "vigie.identity.reset.probation is shorter than a day (R17).");
    }
    if (deskLimit < 1 || agencyLimit < 1) {
      throw new IllegalStateException("vigie.identity.reset's limits are 1 or more (R18).");
    }
  }
}
