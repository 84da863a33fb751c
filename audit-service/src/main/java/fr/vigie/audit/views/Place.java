package fr.vigie.audit.views;

/// One of the two places a view has.
public enum Place {
  /// Its tables end in `_a`.
  A("a"),
  /// Its tables end in `_b`.
  B("b");

  private final String letter;

  Place(String letter) {
    this.letter = letter;
  }

  /// As it stands in the database.
  public String letter() {
    return letter;
  }

  /// The place of this letter.
  static Place of(String letter) {
    return letter.equals("a") ? A : B;
  }

  /// The place that is free while this one is live.
  public Place other() {
    return this == A ? B : A;
  }

  /// Key of the lock that readers of a place share; see `enter_view`.
  int lock() {
    return letter.charAt(0);
  }
}
