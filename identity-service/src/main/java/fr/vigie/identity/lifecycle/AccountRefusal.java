package fr.vigie.identity.lifecycle;

/// Why something is not done to an account.
public enum AccountRefusal {
  NO_ACCOUNT("There is no such account."),
  CLOSED("The account is closed: reopen it first."),
  NOT_CLOSED("The account is not closed."),
  BAD_ROLES("These roles do not exist, cannot be held together, or are not for this organisation."),
  NO_REQUEST("There is no such request, or it is decided already."),
  SAME_PERSON("Whoever asked does not approve: somebody else has to."),
  OWN_ACCOUNT("Nobody decides about the own account: somebody else has to.");

  private final String sentence;

  AccountRefusal(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
