package fr.vigie.lockout.spraying;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.policy.Policies;
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
/// @param policy in force
record Look(Failures failures, Set<String> told, Policy policy) {

  private static final int MOST_EVIDENCE = 100;

  Look {
    told = Set.copyOf(told);
  }

  static Look at(Suspect suspect, Policy first) {
    return new Look(Failures.none(suspect), Set.of(), first);
  }

  Look after(Object event, Policies policies) {
    return switch (event) {
      case AlertRaised raised -> {
        var all = new HashSet<>(told);
        all.add(raised.alert());
        yield new Look(failures, all, policy);
      }
      case LockoutEvent happened -> new Look(failures.after(happened), told, policy);
      case PolicyApproved approved -> new Look(failures, told, policies.after(policy, approved));
      default -> this;
    };
  }

  /// A line that a source may cross.
  ///
  /// @param alert reference: one for each ten minutes that a network or an organisation goes on,
  ///   one for each password
  private record Line(
      String alert,
      AlertRule rule,
      String scope,
      String target,
      List<String> accounts,
      int limit) {}

  /// The references of the alerts that a source may give rise to now.
  static List<String> alerts(Suspect suspect, Policy first, Instant now) {
    return at(suspect, first).lines(now).stream().map(Line::alert).toList();
  }

  private List<Line> lines(Instant now) {
    var suspect = failures.suspect();
    var network = suspect.network();
    var spraying = policy.spraying();
    var slot = "@" + SprayingTags.slot(now);
    var all = new ArrayList<Line>();
    all.add(
        new Line(
            reference(AlertRule.PASSWORD_SPRAYING, network + slot),
            AlertRule.PASSWORD_SPRAYING,
            "network",
            network,
            failures.ofNetwork(policy, now),
            spraying.networkAccounts()));
    suspect
        .secret()
        .ifPresent(secret ->
            all.add(
                new Line(
                    reference(AlertRule.ONE_PASSWORD_MANY_ACCOUNTS, secret),
                    AlertRule.ONE_PASSWORD_MANY_ACCOUNTS,
                    "network",
                    network,
                    failures.ofSecret(),
                    spraying.secretAccounts())));
    suspect
        .organisation()
        .ifPresent(organisation ->
            all.add(
                new Line(
                    reference(AlertRule.MANY_ACCOUNTS_OF_ONE_ORGANISATION, organisation + slot),
                    AlertRule.MANY_ACCOUNTS_OF_ONE_ORGANISATION,
                    "organisation",
                    organisation,
                    failures.ofOrganisation(policy, now),
                    spraying.organisationAccounts())));
    return all;
  }

  Decision<Integer> decide(Instant now) {
    var events =
        lines(now).stream()
            .filter(line -> line.accounts().size() > line.limit() && !told.contains(line.alert()))
            .map(line -> raised(line, now))
            .toList();
    return new Decision<>(events, events.size());
  }

  private static AlertRaised raised(Line line, Instant now) {
    return line.rule()
        .raised(
            line.alert(),
            line.scope(),
            line.target(),
            line.accounts().size(),
            line.limit(),
            line.accounts().stream().limit(MOST_EVIDENCE).toList(),
            now);
  }

  private static String reference(AlertRule rule, String what) {
    return UUID.nameUUIDFromBytes((rule.word() + "\n" + what).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
