package fr.vigie.audit.detection;

import java.util.List;
import java.util.Map;

/// The detectors that run, and how grave what each of them says is.
public final class Detectors {

  /// What an alert of a rule is worth.
  ///
  /// @param severity `notice`, `warning` or `critical`
  /// @param freeze whether the target is stopped at once
  record Weight(String severity, boolean freeze) {}

  private static final Map<String, Weight> WEIGHTS =
      Map.of(
          "exposure-budget", new Weight("critical", true),
          "organisation-quota", new Weight("critical", false),
          "platform-quota", new Weight("critical", false),
          "velocity", new Weight("warning", false),
          "out-of-portfolio", new Weight("critical", false),
          "refusal-burst", new Weight("warning", false),
          "off-hours", new Weight("notice", false));

  private Detectors() {}

  /// With empty memories.
  static List<Detector> all(DetectionSettings settings) {
    return List.of(
        DistinctPersons.ofAccount(settings.exposureBudget()),
        DistinctPersons.ofOrganisation(settings.organisationQuota()),
        DistinctPersons.ofPlatform(settings.platformQuota()),
        new Velocity(settings.velocityTimes(), settings.velocityFloor()),
        new OutOfPortfolio(
            settings.outOfPortfolioShare(),
            settings.outOfPortfolioDays(),
            settings.outOfPortfolioFewest()),
        new RefusalBurst(settings.refusals(), settings.refusalWindow()),
        new OffHours(settings.opens(), settings.closes()));
  }

  static Weight weight(String rule) {
    return WEIGHTS.getOrDefault(rule, new Weight("notice", false));
  }
}
