package fr.vigie.records.relations;

/// Why a right is not given. The first two look alike from outside.
enum RelationRefusal {
  NO_SUCH_PERSON("no-such-person"),
  /// The person, or the right, is of another organisation or agency.
  NOT_YOURS("not-yours"),
  NO_SUCH_GRANT("no-such-grant"),
  /// Nobody grants a right to oneself.
  OWN_RIGHT("own-right"),
  ACCOUNT_FROZEN("account-frozen");

  private final String word;

  RelationRefusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
