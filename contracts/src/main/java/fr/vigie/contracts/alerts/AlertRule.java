package fr.vigie.contracts.alerts;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import java.time.Instant;
import java.util.List;

/// The rules by which an alert is raised: each with how grave it is, whether its target is frozen
/// at once, and a runbook of its name, `docs/runbooks/alert-RULE.md`.
public enum AlertRule {
  // identity-service
  CODE_REUSED("code-reused", Severity.CRITICAL),
  REFRESH_TOKEN_REUSED("refresh-token-reused", Severity.CRITICAL),
  RESET_BURST_OF_DESK("reset-burst-of-desk", Severity.WARNING),
  RESET_BURST_OF_AGENCY("reset-burst-of-agency", Severity.WARNING),

  // lockout-service
  PASSWORD_SPRAYING("password-spraying", Severity.WARNING),
  ONE_PASSWORD_MANY_ACCOUNTS("one-password-many-accounts", Severity.WARNING),
  MANY_ACCOUNTS_OF_ONE_ORGANISATION("many-accounts-of-one-organisation", Severity.WARNING),
  SLOW_SPRAYING("slow-spraying", Severity.WARNING),
  FREEZE_BREAKER("freeze-breaker", Severity.CRITICAL),

  // records-service
  EXPOSURE_BUDGET("exposure-budget", Severity.CRITICAL, true),
  EXPOSURE_MONTH("exposure-month", Severity.CRITICAL),
  REFUSAL_BUDGET("refusal-budget", Severity.CRITICAL, true),
  ORGANISATION_BUDGET("organisation-budget", Severity.CRITICAL),
  GLASS_BROKEN("glass-broken", Severity.NOTICE),
  GLASS_ABUSE("glass-abuse", Severity.CRITICAL),

  // audit-service, which reads what all others stored
  ORGANISATION_QUOTA("organisation-quota", Severity.CRITICAL),
  PLATFORM_QUOTA("platform-quota", Severity.CRITICAL),
  VELOCITY("velocity", Severity.WARNING),
  OUT_OF_PORTFOLIO("out-of-portfolio", Severity.CRITICAL),
  REFUSAL_BURST("refusal-burst", Severity.WARNING),
  OFF_HOURS("off-hours", Severity.NOTICE),
  NEW_NETWORK("new-network", Severity.WARNING),
  TWO_PLACES("two-places", Severity.CRITICAL),
  ABSENT_ADVISOR("absent-advisor", Severity.WARNING),
  DISJOINT_COVERAGE("disjoint-coverage", Severity.CRITICAL),
  CLOCK_SKEW("clock-skew", Severity.WARNING),
  EVENT_WITHHELD("event-withheld", Severity.CRITICAL),
  EVENT_UNREADABLE("event-unreadable", Severity.WARNING),
  LOG_ALTERED("log-altered", Severity.CRITICAL),
  LOG_FORKED("log-forked", Severity.CRITICAL);

  private enum Severity {
    NOTICE("notice"),
    WARNING("warning"),
    CRITICAL("critical");

    private final String word;

    Severity(String word) {
      this.word = word;
    }
  }

  private final String word;
  private final Severity severity;
  private final boolean freezes;

  AlertRule(String word, Severity severity) {
    this(word, severity, false);
  }

  AlertRule(String word, Severity severity, boolean freezes) {
    this.word = word;
    this.severity = severity;
    this.freezes = freezes;
  }

  /// As it stands in events, pages and the names of runbooks.
  public String word() {
    return word;
  }

  /// The alert that says so; its parts are those of [AlertRaised].
  public AlertRaised raised(
      String alert,
      String scope,
      String target,
      int measured,
      int limit,
      List<String> evidence,
      Instant at) {
    return new AlertRaised(
        alert, word, severity.word, scope, target, measured, limit, evidence, freezes, at);
  }
}
