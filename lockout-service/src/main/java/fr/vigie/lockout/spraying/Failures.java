package fr.vigie.lockout.spraying;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.lockout.locks.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts at which strangers have failed, from one network, with one password, and of one
/// organisation: when last.
public record Failures(
    Suspect suspect,
    Map<String, Instant> fromNetwork,
    Map<String, Instant> withSecret,
    Map<String, Instant> ofOrganisation) {

  public Failures {
    fromNetwork = Map.copyOf(fromNetwork);
    withSecret = Map.copyOf(withSecret);
    ofOrganisation = Map.copyOf(ofOrganisation);
  }

  public static Failures none(Suspect suspect) {
    return new Failures(suspect, Map.of(), Map.of(), Map.of());
  }

  /// These failures after one more event, whatever it is.
  public Failures after(LockoutEvent event) {
    if (!(event instanceof AttemptFailed failed) || failed.device() != null) {
      return this;
    }
    return new Failures(
        suspect,
        with(fromNetwork, suspect.network().equals(failed.network()), failed),
        with(withSecret, isOf(suspect.secret(), failed.fingerprint()), failed),
        with(ofOrganisation, isOf(suspect.organisation(), failed.organisation()), failed));
  }

  private static boolean isOf(Optional<String> wanted, @Nullable String found) {
    return wanted.isPresent() && wanted.get().equals(found);
  }

  private static Map<String, Instant> with(
      Map<String, Instant> all, boolean matches, AttemptFailed failed) {
    if (!matches) {
      return all;
    }
    var more = new HashMap<>(all);
    more.merge(failed.account(), failed.at(), (one, other) -> one.isAfter(other) ? one : other);
    return more;
  }

  /// Accounts failed at from the network within the window, the earliest first.
  List<String> ofNetwork(Policy policy, Instant now) {
    return within(fromNetwork, policy, now);
  }

  /// Accounts of the organisation failed at within the window, the earliest first.
  List<String> ofOrganisation(Policy policy, Instant now) {
    return within(ofOrganisation, policy, now);
  }

  private static List<String> within(Map<String, Instant> failed, Policy policy, Instant now) {
    var horizon = now.minus(policy.spraying().window());
    return accounts(failed).stream()
        .filter(account -> failed.getOrDefault(account, Instant.MIN).isAfter(horizon))
        .toList();
  }

  /// Accounts failed at with the password, the earliest first.
  List<String> ofSecret() {
    return accounts(withSecret);
  }

  private static List<String> accounts(Map<String, Instant> failed) {
    return failed.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Instant> e) -> e.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Until when strangers from here, or with this, are permitted nothing.
  public Optional<Instant> throttledUntil(Policy policy, Instant now) {
    var spraying = policy.spraying();
    if (withSecret.size() > spraying.secretAccounts()) {
      return Optional.of(now.plus(spraying.window()));
    }
    var accounts = ofNetwork(policy, now);
    var tooMany = accounts.size() - spraying.networkAccounts();
    return tooMany <= 0
        ? Optional.empty()
        : Optional.of(
            fromNetwork.getOrDefault(accounts.get(tooMany - 1), now).plus(spraying.window()));
  }
}
