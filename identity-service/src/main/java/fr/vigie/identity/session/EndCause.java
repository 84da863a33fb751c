package fr.vigie.identity.session;

/// Why a session is over.
public enum EndCause {
  SIGNED_OUT("signed-out"),
  EXPIRED("expired"),
  /// The person ended it from another one.
  BY_OWNER("by-owner"),
  /// The person signed in anew in the same browser.
  REPLACED("replaced"),
  /// An application gave back its token (RFC 7009).
  REVOKED("revoked"),
  /// Password, or another factor, is another one now.
  CREDENTIAL_CHANGED("credential-changed"),
  REFRESH_REUSED("refresh-reused"),
  CODE_REUSED("code-reused"),
  FROZEN("frozen");

  private final String word;

  EndCause(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
