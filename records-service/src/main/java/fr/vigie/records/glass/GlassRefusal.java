package fr.vigie.records.glass;

/// Why not.
enum GlassRefusal {
  ACCOUNT_FROZEN("account-frozen"),
  STEP_UP_NEEDED("step-up-needed"),
  /// Who is trusted less for a while sees nobody on the own word (R17).
  ON_PROBATION("on-probation"),
  /// Today's are used, or too many wait for a review.
  NONE_LEFT("none-left"),
  /// Nobody bears the number, or the person is another organisation's.
  NO_SUCH_PERSON("no-such-person"),
  /// A relation opens the file already.
  NOT_NEEDED("not-needed"),
  /// No use of this reference is the reviewer's to judge.
  NO_SUCH_GLASS("no-such-glass"),
  ALREADY_REVIEWED("already-reviewed");

  private final String word;

  GlassRefusal(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
