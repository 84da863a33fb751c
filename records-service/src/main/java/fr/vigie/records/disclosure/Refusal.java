package fr.vigie.records.disclosure;

/// Why a record is not shown. The first two look alike from outside.
enum Refusal {
  NO_SUCH_PERSON("no-such-person"),
  NO_RELATION("no-relation"),
  BUDGET_EXHAUSTED("budget-exhausted");

  private final String word;

  Refusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
