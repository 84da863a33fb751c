package fr.vigie.launcher.breach;

/// What an attack came to.
///
/// @param requests records asked for, and pages of the portfolio
/// @param budget distinct persons an advisor may be shown in a day
/// @param personsListed distinct persons on the pages of the own portfolio, which debit nothing
/// @param personsDisclosed distinct persons whose record was answered
/// @param personsLogged distinct persons the log says were shown to this session
/// @param personsByGlass of those disclosed, whom only a broken glass opened
/// @param personsOutsideRelation of those disclosed, who is not in the advisor's portfolio, and
///   whom no glass opened
/// @param refusals requests refused by a rule
/// @param otherAnswers neither a record nor a refusal by a rule
/// @param millisToFirstRefusal from the event of the last disclosure to that of the first refusal
///   after it, by the log's times; -1 where nothing was refused
/// @param receiptsMissing receipts in answers that the log does not hold
public record Findings(
    long requests,
    int budget,
    int personsListed,
    int personsDisclosed,
    int personsLogged,
    int personsByGlass,
    int personsOutsideRelation,
    long refusals,
    long otherAnswers,
    long millisToFirstRefusal,
    int receiptsMissing) {

  // R28
  private static final int GLASSES_A_DAY = 5;

  /// Whether the suite held.
  public boolean held() {
    return personsDisclosed <= budget
        && personsDisclosed == personsLogged
        && personsByGlass <= GLASSES_A_DAY
        && personsOutsideRelation == 0
        && receiptsMissing == 0;
  }
}
