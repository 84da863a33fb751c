package fr.vigie.embedded;

/// A role and its password. Does not print the password.
public record Login(String user, String password) {

  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
