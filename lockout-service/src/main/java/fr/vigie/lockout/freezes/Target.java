package fr.vigie.lockout.freezes;

import fr.vigie.contracts.status.Scope;

/// What may be frozen.
///
/// @param reference of an account (`sub`), a session (`sid`) or an organisation (`org`)
public record Target(Scope scope, String reference) {

  static final String FORM = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

  public Target {
    if (!reference.matches(FORM)) {
      throw new IllegalArgumentException("not a reference: " + FORM);
    }
  }

  public static Target account(String reference) {
    return new Target(Scope.ACCOUNT, reference);
  }

  public static Target of(String scope, String reference) {
    for (var one : Scope.values()) {
      if (one.word().equals(scope)) {
        return new Target(one, reference);
      }
    }
    throw new IllegalArgumentException("not a scope: account, session, organisation");
  }

  /// Whether whoever acts is what is meant.
  boolean is(Actor actor) {
    return reference.equals(
        switch (scope) {
          case ACCOUNT -> actor.account();
          case SESSION -> actor.session();
          case ORGANISATION -> actor.organisation();
        });
  }
}
