package fr.vigie.identity.reset;

/// Why a step is not taken.
public enum ResetRefusal {
  /// Whoever asks is not of the desk.
  NOT_DESK("not-desk"),
  /// There is no account of this login.
  NO_ACCOUNT("no-account"),
  /// It is the own account.
  OWN_ACCOUNT("own-account"),
  /// A factor is lost, and nobody made sure of the person.
  NOT_PROOFED("not-proofed"),
  /// The person cannot be reached but by the one who asks.
  NO_CONTACT("no-contact"),
  /// One is under way already.
  ALREADY_OPEN("already-open"),
  /// There is none under way, or no more.
  NOT_OPEN("not-open"),
  /// It was started by whoever is to agree.
  OWN_REQUEST("own-request"),
  /// Neither manager there nor account administrator, or of the desk.
  NOT_APPROVER("not-approver"),
  /// The same has agreed already.
  SAME_APPROVER("same-approver"),
  /// One of the two has to be the manager of the same organisation.
  NEEDS_MANAGER("needs-manager");

  private final String word;

  ResetRefusal(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
