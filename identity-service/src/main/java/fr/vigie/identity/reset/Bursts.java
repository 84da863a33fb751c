package fr.vigie.identity.reset;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import fr.vigie.identity.platform.ResetEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// More resets than a desk agent starts in an hour, or an agency asks for in a day (R18).
final class Bursts {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private Bursts() {}

  /// The alerts the start of a reset raises: each once in its window, whatever else comes.
  static List<AlertRaised> of(
      Cases cases, ResetCommand.Start start, ResetPolicy policy, Instant now) {
    var agent = start.by().id().toString();
    var agency = start.target().agency();
    var raised = new ArrayList<AlertRaised>();
    var ofAgent = lately(cases, one -> one.by().equals(agent), now.minus(HOUR), start.reset());
    if (ofAgent.size() > policy.deskLimit()
        && !cases.alerts().contains(ResetEvents.deskAlert(agent, now, 0))
        && !cases.alerts().contains(ResetEvents.deskAlert(agent, now, 1))) {
      raised.add(
          alert(
              ResetEvents.deskAlert(agent, now, 0),
              AlertRule.RESET_BURST_OF_DESK,
              "account",
              agent,
              ofAgent,
              policy.deskLimit(),
              now));
    }
    var ofAgency = lately(cases, one -> one.agency().equals(agency), now.minus(DAY), start.reset());
    if (ofAgency.size() > policy.agencyLimit()
        && !cases.alerts().contains(ResetEvents.agencyAlert(agency, now, 0))
        && !cases.alerts().contains(ResetEvents.agencyAlert(agency, now, 1))) {
      raised.add(
          alert(
              ResetEvents.agencyAlert(agency, now, 0),
              AlertRule.RESET_BURST_OF_AGENCY,
              "organisation",
              agency,
              ofAgency,
              policy.agencyLimit(),
              now));
    }
    return raised;
  }

  private static List<String> lately(
      Cases cases, Predicate<ResetRequested> which, Instant since, String now) {
    var found =
        new ArrayList<>(
            cases.all().values().stream()
                .map(Case::asked)
                .filter(which)
                .filter(asked -> asked.at().isAfter(since))
                .sorted(Comparator.comparing(ResetRequested::at))
                .map(ResetRequested::reset)
                .toList());
    found.add(now);
    return found;
  }

  private static AlertRaised alert(
      String reference,
      AlertRule rule,
      String scope,
      String target,
      List<String> resets,
      int limit,
      Instant now) {
    // An agency with many resets may be a Monday morning: people look, nothing is frozen by it.
    return rule.raised(
        reference, scope, target, resets.size(), limit, resets.stream().limit(100).toList(), now);
  }
}
