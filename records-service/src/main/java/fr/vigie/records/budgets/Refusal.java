package fr.vigie.records.budgets;

/// Why a record is not shown. The first three look alike from outside.
public enum Refusal {
  NO_SUCH_PERSON("no-such-person"),
  NO_RELATION("no-relation"),
  /// The reference was given to another advisor.
  HANDED_ON("handed-on"),
  /// A freeze is known to the store, or a line was crossed that freezes.
  ACCOUNT_FROZEN("account-frozen"),
  /// Fresh factors are wanted for this.
  STEP_UP_NEEDED("step-up-needed"),
  /// So many persons in a day take a reason.
  REASON_NEEDED("reason-needed"),
  /// The class is not for the asker, or the file has none.
  NOT_FOR_YOU("not-for-you"),
  MINUTE_EXHAUSTED("minute-exhausted"),
  HOUR_EXHAUSTED("hour-exhausted"),
  BYTES_EXHAUSTED("bytes-exhausted"),
  BUDGET_EXHAUSTED("budget-exhausted"),
  /// All advisors of the organisation together have used its day.
  ORGANISATION_EXHAUSTED("organisation-exhausted"),
  /// The advisor's thirty days are used up.
  MONTH_EXHAUSTED("month-exhausted"),
  /// Nothing was decided: the next piece of the organisation's budget is to be taken first.
  TRANCHE_NEEDED("tranche-needed");

  private final String word;

  Refusal(String word) {
    this.word = word;
  }

  /// As events name it.
  public String word() {
    return word;
  }
}
