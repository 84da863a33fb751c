package fr.vigie.identity.token;

import fr.vigie.identity.session.Session;

/// Whose a code or a refresh token is: an open session, and what its account is called.
record Holder(Session session, String login) {

  @Override
  public String toString() {
    return "Holder[" + session.id() + "]";
  }
}
