package fr.vigie.audit.detection;

import fr.vigie.audit.rules.AbsentAdvisor;
import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.rules.DisjointCoverage;
import fr.vigie.audit.rules.DistinctPersons;
import fr.vigie.audit.rules.NewNetwork;
import fr.vigie.audit.rules.OffHours;
import fr.vigie.audit.rules.OutOfPortfolio;
import fr.vigie.audit.rules.RefusalBurst;
import fr.vigie.audit.rules.TwoPlaces;
import fr.vigie.audit.rules.Velocity;
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
        new OffHours(settings.opens(), settings.closes()),
        new NewNetwork(settings.newNetworkPersons()),
        new TwoPlaces(settings.placeChanges(), settings.placeWindow()),
        new AbsentAdvisor(settings.absentPersons()),
        new DisjointCoverage(
            settings.coverageAccounts(), settings.coverageTimes(), settings.coverageFloor()));
  }
}
