package fr.vigie.identity.session;

import java.util.Arrays;

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
  ACCOUNT_CLOSED("account-closed"),
  /// What the account may do is something else now.
  ROLES_CHANGED("roles-changed"),
  REFRESH_REUSED("refresh-reused"),
  CODE_REUSED("code-reused"),
  FROZEN("frozen");

  private final String word;

  EndCause(String word) {
    this.word = word;
  }

  /// The cause of this word.
  public static EndCause named(String word) {
    return Arrays.stream(values())
        .filter(cause -> cause.word.equals(word))
        .findFirst()
        .orElseThrow();
  }

  public String word() {
    return word;
  }

  /// Why a session that was just opened does not stay.
  static EndCause of(Throwable stopped) {
    return stopped instanceof MayNotActException mayNot
        ? switch (mayNot.why()) {
          case CLOSED -> ACCOUNT_CLOSED;
          case CHANGED -> ROLES_CHANGED;
          case FROZEN, UNKNOWN -> FROZEN;
        }
        : FROZEN;
  }
}
