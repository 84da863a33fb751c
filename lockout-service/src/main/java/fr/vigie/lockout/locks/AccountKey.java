package fr.vigie.lockout.locks;

/// A keyed hash of what was typed as a login. Whether an account of that name exists cannot be seen
/// from it, here least of all.
public record AccountKey(String value) {

  /// What a key looks like, as a regular expression.
  public static final String FORM = "[A-Za-z0-9_-]{16,128}";

  public AccountKey {
    if (!value.matches(FORM)) {
      throw new IllegalArgumentException("not an account key: " + FORM);
    }
  }
}
