package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An account that sees many persons in a day from networks it never came from, and nobody of its
/// organisation either (R46): a stolen account is used from where the thief is.
///
/// A visit to another agency is no news: that network is known. Nor is a new home, until the day's
/// work is done from it; so what is said is rare, and for a person to look at.
public final class NewNetwork implements Detector.OfAMonth {

  private final int limit;
  private final DayMemory<Seen> accounts = new DayMemory<>(DAYS, Seen::new);
  private final DayMemory<Map<String, String>> organisations = new DayMemory<>(DAYS, HashMap::new);

  /// @param limit distinct persons of a day from such networks
  public NewNetwork(int limit) {
    this.limit = limit;
  }

  /// Of one account on one day: its networks, each with whether nobody knew it, and the persons
  /// seen from those.
  private static final class Seen {
    private final Map<String, Boolean> networks = new HashMap<>();
    private final Set<String> fromNew = new HashSet<>();
  }

  @Override
  public AlertRule rule() {
    return AlertRule.NEW_NETWORK;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    var network = entry.attribute("network");
    var debits = Detector.debits(entry);
    if (network == null || debits.isEmpty()) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var today = accounts.of(day, actor);
    var isNew = today.networks.get(network);
    if (isNew == null) {
      isNew = isNews(network, Detector.organisation(entry), actor, day);
      today.networks.put(network, isNew);
    }
    if (!isNew) {
      return List.of();
    }
    var before = today.fromNew.size();
    today.fromNew.addAll(debits);
    return before <= limit && today.fromNew.size() > limit
        ? List.of(
            new Crossing(rule(), "account", actor, day, today.fromNew.size(), limit, entry.index()))
        : List.of();
  }

  // Whoever has too few days has no places yet: a newcomer's are all new.
  private boolean isNews(String network, String organisation, String actor, LocalDate day) {
    var firstOfAll = organisations.of(day, organisation).putIfAbsent(network, actor);
    var days = accounts.before(day, actor).values();
    return days.size() >= FEWEST
        && (firstOfAll == null || firstOfAll.equals(actor))
        && days.stream().noneMatch(seen -> seen.networks.containsKey(network))
        && organisations.before(day, organisation).values().stream()
            .noneMatch(networks -> networks.containsKey(network));
  }
}
