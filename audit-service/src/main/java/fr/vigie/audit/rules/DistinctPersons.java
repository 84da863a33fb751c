package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// More distinct persons in a day than a line allows: of one account (R29), of all accounts of an
/// organisation, of everybody together (R46).
///
/// For an account it says what cannot be: records-service refuses the first person over the budget
/// within its decision. Where the log shows one all the same, the budget was got round.
public final class DistinctPersons implements Detector {

  private static final String EVERYBODY = "platform";

  private final Whose whose;
  private final int limit;
  private final DayMemory<Set<String>> seen = new DayMemory<>(2, HashSet::new);

  private enum Whose {
    ACCOUNT(AlertRule.EXPOSURE_BUDGET, "account"),
    ORGANISATION(AlertRule.ORGANISATION_QUOTA, "organisation"),
    PLATFORM(AlertRule.PLATFORM_QUOTA, "organisation");

    private final AlertRule rule;
    private final String scope;

    Whose(AlertRule rule, String scope) {
      this.rule = rule;
      this.scope = scope;
    }
  }

  private DistinctPersons(Whose whose, int limit) {
    this.whose = whose;
    this.limit = limit;
  }

  /// Of one account.
  public static DistinctPersons ofAccount(int limit) {
    return new DistinctPersons(Whose.ACCOUNT, limit);
  }

  /// Of all accounts of an organisation.
  public static DistinctPersons ofOrganisation(int limit) {
    return new DistinctPersons(Whose.ORGANISATION, limit);
  }

  /// Of everybody together.
  public static DistinctPersons ofPlatform(int limit) {
    return new DistinctPersons(Whose.PLATFORM, limit);
  }

  @Override
  public AlertRule rule() {
    return whose.rule;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    var debits = Detector.debits(entry);
    if (debits.isEmpty()) {
      return List.of();
    }
    var day = Detector.day(entry);
    var target = target(entry);
    var persons = seen.of(day, target);
    var before = persons.size();
    persons.addAll(debits);
    return before <= limit && persons.size() > limit
        ? List.of(
            new Crossing(rule(), whose.scope, target, day, persons.size(), limit, entry.index()))
        : List.of();
  }

  private String target(LoggedEntry entry) {
    return switch (whose) {
      case ACCOUNT -> Detector.actor(entry);
      case ORGANISATION -> Detector.organisation(entry);
      case PLATFORM -> EVERYBODY;
    };
  }
}
