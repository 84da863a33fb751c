package fr.vigie.lockout.spraying;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.locks.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What a source has come to, and which of its lines were told already.
///
/// @param told references of alerts
record Look(Failures failures, Set<String> told) {

  /// Many accounts from one network.
  private static final String SPRAYING = "password-spraying";

  /// Many accounts with one password, wherever from.
  private static final String ONE_PASSWORD = "one-password-many-accounts";

  private static final int MOST_EVIDENCE = 100;

  Look {
    told = Set.copyOf(told);
  }

  static Look at(Suspect suspect) {
    return new Look(Failures.none(suspect), Set.of());
  }

  Look after(Object event) {
    return switch (event) {
      case AlertRaised raised -> {
        var all = new HashSet<>(told);
        all.add(raised.alert());
        yield new Look(failures, all);
      }
      case LockoutEvent happened -> new Look(failures.after(happened), told);
      default -> this;
    };
  }

  /// The references of the alerts that a source may give rise to now: one for each ten minutes that
  /// a network goes on, one for each password.
  static List<String> alerts(Suspect suspect, Instant now) {
    var all = new ArrayList<String>();
    all.add(reference(SPRAYING, suspect.network() + "@" + SprayingTags.slot(now)));
    suspect.secret().ifPresent(secret -> all.add(reference(ONE_PASSWORD, secret)));
    return all;
  }

  Decision<Integer> decide(Policy policy, Instant now) {
    var alerts = alerts(failures.suspect(), now);
    var network = failures.suspect().network();
    var spraying = policy.spraying();
    var events = new ArrayList<AlertRaised>();
    var ofNetwork = failures.ofNetwork(policy, now);
    if (ofNetwork.size() > spraying.networkAccounts() && !told.contains(alerts.getFirst())) {
      events.add(
          raised(alerts.getFirst(), SPRAYING, network, ofNetwork, spraying.networkAccounts(), now));
    }
    var ofSecret = failures.ofSecret();
    if (ofSecret.size() > spraying.secretAccounts() && !told.contains(alerts.getLast())) {
      events.add(
          raised(
              alerts.getLast(), ONE_PASSWORD, network, ofSecret, spraying.secretAccounts(), now));
    }
    return new Decision<>(events, events.size());
  }

  private static AlertRaised raised(
      String alert, String rule, String network, List<String> accounts, int limit, Instant now) {
    return new AlertRaised(
        alert,
        rule,
        "warning",
        "network",
        network,
        accounts.size(),
        limit,
        accounts.stream().limit(MOST_EVIDENCE).toList(),
        false,
        now);
  }

  private static String reference(String rule, String what) {
    return UUID.nameUUIDFromBytes((rule + "\n" + what).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
