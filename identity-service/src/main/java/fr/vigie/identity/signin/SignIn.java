package fr.vigie.identity.signin;

import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.session.ShownFactors;
import java.util.Optional;
import java.util.UUID;

/// How far a sign-in has come.
///
/// ```text
///                      right password of A              right code of A
///   AwaitsPassword ───────────────────────▶ AwaitsCode(A) ──────────────▶ Complete(A)
///        ▲ │                                    ▲ │
///        └─┘ anything else                      └─┘ anything else
/// ```
///
/// There is no other arrow: nothing but both factors of one account, in this order, completes it.
sealed interface SignIn {

  /// Nothing was shown.
  record AwaitsPassword() implements SignIn {}

  /// The password of this account was shown.
  record AwaitsCode(UUID account) implements SignIn {}

  /// Both factors of this account were shown.
  record Complete(UUID account, ShownFactors shown) implements SignIn {}

  /// What came of a secret that somebody typed.
  sealed interface Finding {

    /// It was this account's.
    ///
    /// @param device where it completed the sign-in: what the browser is to keep of it
    record Right(Factor factor, UUID account, Optional<String> device) implements Finding {

      /// One that has not been told yet.
      Right(Factor factor, UUID account) {
        this(factor, account, Optional.empty());
      }
    }

    /// It was not, or was not looked at.
    record Not(Factor factor, Reason reason) implements Finding {}
  }

  /// Why a sign-in does not go on. For events alone: people see no difference between the first
  /// three.
  enum Reason {
    WRONG_SECRET("wrong-secret"),
    UNKNOWN_ACCOUNT("unknown-account"),
    /// lockout-service gave no permit: nothing was looked at.
    REFUSED("refused"),
    /// lockout-service could not be heard: nothing was granted.
    UNAVAILABLE("unavailable");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /// Where a finding leads.
  default SignIn after(Finding finding) {
    return switch (this) {
      case AwaitsPassword()
          when finding instanceof Finding.Right(var factor, var account, _)
              && factor == Factor.PASSWORD ->
          new AwaitsCode(account);
      case AwaitsCode(var account)
          when finding instanceof Finding.Right(var factor, var found, _)
              && factor == Factor.CODE
              && found.equals(account) ->
          new Complete(account, ShownFactors.PASSWORD_AND_CODE);
      case AwaitsPassword _, AwaitsCode _, Complete _ -> this;
    };
  }
}
