package fr.vigie.records.disclosure;

import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.calls.Reason;
import java.net.URI;

/// What a refusal looks like from outside.
public final class RefusalProblems {

  private static final URI RECORDS = URI.create("/v1/records");
  private static final int TOO_MANY = 429;

  private RefusalProblems() {}

  /// The problem to throw. Nobody and not yours read the same, to the byte: the reference asked for
  /// is not repeated.
  public static RuntimeException of(Refusal reason) {
    return switch (reason) {
      case NO_SUCH_PERSON, NO_RELATION, HANDED_ON, NOT_FOR_YOU ->
          Problems.builder(
                  404,
                  "no-such-record",
                  "There is no such record",
                  "No record with this reference is open to you.")
              .withInstance(RECORDS)
              .build();
      case ACCOUNT_FROZEN ->
          Problems.of(
              403,
              "account-frozen",
              "This account may not act",
              "The account, its session or its organisation is frozen. Turn to a security officer.");
      case STEP_UP_NEEDED -> StepUp.needed();
      case REASON_NEEDED ->
          Problems.of(
              400,
              "reason-needed",
              "This takes a reason",
              "Send the header " + Reason.HEADER + " with one of: " + Reason.words() + ".");
      case ORGANISATION_EXHAUSTED ->
          Problems.of(
              TOO_MANY,
              "organisation-budget-exhausted",
              "The organisation's day is used up",
              "All advisors of your organisation together have reached what may be shown in a day."
                  + " Turn to your manager; a security officer has been told.");
      case MONTH_EXHAUSTED ->
          Problems.of(
              TOO_MANY,
              "month-exhausted",
              "The month's budget is used up",
              "So many persons in thirty days are no advisor's work. Nobody new is shown until some"
                  + " of it is thirty days old; turn to your manager.");
      case TRANCHE_NEEDED -> throw new IllegalStateException("a tranche was not taken");
      case MINUTE_EXHAUSTED -> later("minute", 60);
      case HOUR_EXHAUSTED -> later("hour", 600);
      case BYTES_EXHAUSTED, BUDGET_EXHAUSTED ->
          Problems.of(
              TOO_MANY,
              "budget-exhausted",
              "The day's budget is used up",
              "Nothing further can be shown today. The account is stopped; turn to your manager.");
    };
  }

  private static RuntimeException later(String window, int seconds) {
    return Problems.builder(
            TOO_MANY,
            "too-fast",
            "So many persons are too many for now",
            "The budget of the %s is used up. Records opened in it stay open to you; wait before you"
                    .formatted(window)
                + " open another.")
        .withHeader("Retry-After", seconds)
        .build();
  }
}
