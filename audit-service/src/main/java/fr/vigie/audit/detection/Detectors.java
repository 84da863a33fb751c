package fr.vigie.audit.detection;

import java.util.List;

/// The detectors that run.
public final class Detectors {

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
}
