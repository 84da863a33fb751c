package fr.vigie.identity.signin;

import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.session.ShownFactors;
import java.util.Optional;
import java.util.UUID;

/// How far a sign-in has come; the drawing is in `docs/sign-in.md`.
///
/// ```text
///                   right password of A                right code of A, two factors asked for
///   AwaitsPassword ────────────────────▶ AwaitsCode(A) ──────────────────────────▶ Complete(A)
///        │                                 │      │                                    ▲
///        │                   right code,   │      │ right code, a passkey asked for:   │
///        │                   has a passkey ▼      ▼ has none                           │
///        │                   AwaitsPasskey(A)◀──Enrols(A)                              │
///        │                          │      passkey added                               │
///        └──────────────────────────┴──────────────────────────────────────────────────┘
///          right passkey of A, whose device made sure of the person
/// ```
///
/// There is no other arrow: anything else leaves it where it is. Nothing completes it but both
/// factors of one account in this order (a recovery code stands in for the code), or a passkey; and
/// where the account's roles ask for a passkey, nothing but a passkey.
sealed interface SignIn {

  /// Nothing was shown.
  record AwaitsPassword() implements SignIn {}

  /// The password of this account was shown.
  record AwaitsCode(UUID account) implements SignIn {}

  /// Password and code were shown, and the account signs in with a passkey it does not have yet.
  record Enrols(UUID account) implements SignIn {}

  /// Password and code were shown, and are not enough.
  record AwaitsPasskey(UUID account) implements SignIn {}

  /// Every factor this account needs was shown.
  record Complete(UUID account, ShownFactors shown) implements SignIn {}

  /// What an account's roles ask of a sign-in.
  enum Ask {
    /// Any two factors.
    TWO_FACTORS,
    /// A passkey, and there is one.
    PASSKEY,
    /// A passkey, and there is none yet.
    FIRST_PASSKEY
  }

  /// What came of something that somebody showed.
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

    /// It was a passkey of this account.
    ///
    /// @param shown as tokens name it
    record RightPasskey(UUID account, ShownFactors shown) implements Finding {}

    /// A passkey was added to this account.
    record Added(UUID account) implements Finding {}

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
  ///
  /// @param ask what the account's roles ask for
  default SignIn after(Finding finding, Ask ask) {
    return switch (finding) {
      case Finding.RightPasskey(var account, var shown) -> afterPasskey(account, shown);
      case Finding.Right(var factor, var account, _) -> afterSecret(factor, account, ask);
      case Finding.Added(var account) ->
          equals(new Enrols(account)) ? new AwaitsPasskey(account) : this;
      case Finding.Not _ -> this;
    };
  }

  private SignIn afterPasskey(UUID shown, ShownFactors factors) {
    return switch (this) {
      case AwaitsPassword() -> new Complete(shown, factors);
      case AwaitsPasskey(var account) ->
          account.equals(shown) ? new Complete(shown, factors) : this;
      case AwaitsCode _, Enrols _, Complete _ -> this;
    };
  }

  private SignIn afterSecret(Factor factor, UUID shown, Ask ask) {
    return switch (this) {
      case AwaitsPassword() -> factor == Factor.PASSWORD ? new AwaitsCode(shown) : this;
      case AwaitsCode(var account) -> {
        var standsInForCode = factor == Factor.RECOVERY_CODE;
        if ((factor != Factor.CODE && !standsInForCode) || !account.equals(shown)) {
          yield this;
        }
        yield switch (ask) {
          case TWO_FACTORS ->
              new Complete(
                  account,
                  standsInForCode
                      ? ShownFactors.PASSWORD_AND_RECOVERY_CODE
                      : ShownFactors.PASSWORD_AND_CODE);
          case PASSKEY -> new AwaitsPasskey(account);
          case FIRST_PASSKEY -> new Enrols(account);
        };
      }
      case Enrols _, AwaitsPasskey _, Complete _ -> this;
    };
  }
}
