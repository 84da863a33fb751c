package fr.vigie.audit.detection;

import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.audit.LogEvent.LinesSet;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down where the detectors' lines are, where they are not where they were: whoever moves
/// one moves it in the log. (ATTACKS 50)
@ApplicationScoped
class Lines {

  private static final EventTag LINES = EventTag.of("log", "lines");
  private static final Map<String, String> BY_ITSELF = Map.of("actor", "audit-service");

  private final EventStore store;
  private final DetectionSettings settings;

  Lines(EventStore store, DetectionSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /// Returns once it is stored, now or before.
  void writeDown() {
    var set = new LinesSet(numbers(settings));
    var _ =
        Asked.await(
            store.decide(
                BY_ITSELF,
                Boundary.of(LINES, LinesSet.class),
                Optional.<LinesSet>empty(),
                (_, event) -> Optional.of((LinesSet) event.payload()),
                last -> {
                  var same = last.filter(set::equals).isPresent();
                  return new Decision<>(same ? List.of() : List.of(set), same);
                }));
  }

  static List<String> numbers(DetectionSettings lines) {
    return List.of(
        "exposure-budget=" + lines.exposureBudget(),
        "organisation-quota=" + lines.organisationQuota(),
        "platform-quota=" + lines.platformQuota(),
        "velocity=%d times, from %d".formatted(lines.velocityTimes(), lines.velocityFloor()),
        "out-of-portfolio=%d percent, %d days, from %d"
            .formatted(
                lines.outOfPortfolioShare(),
                lines.outOfPortfolioDays(),
                lines.outOfPortfolioFewest()),
        "refusal-burst=%d in %s".formatted(lines.refusals(), lines.refusalWindow()),
        "off-hours=%s to %s".formatted(lines.closes(), lines.opens()),
        "new-network=" + lines.newNetworkPersons(),
        "two-places=%d in %s".formatted(lines.placeChanges(), lines.placeWindow()),
        "disjoint-coverage=%d accounts, %d times, from %d"
            .formatted(lines.coverageAccounts(), lines.coverageTimes(), lines.coverageFloor()),
        "absent-advisor=" + lines.absentPersons(),
        "clock-skew=" + lines.skew(),
        "news=" + lines.news());
  }
}
