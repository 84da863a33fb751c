package fr.vigie.identity.account;

/// What an account is called: shown to its owner and to the applications, never in an event.
public record Profile(String login, String displayName) {

  @Override
  public String toString() {
    return "Profile[******]";
  }
}
