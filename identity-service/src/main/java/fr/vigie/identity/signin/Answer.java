package fr.vigie.identity.signin;

import fr.vigie.identity.platform.Opaque;
import java.util.Optional;

/// What a person is told.
sealed interface Answer {

  /// For figures.
  default String word() {
    return switch (this) {
      case SignedIn _ -> "signed-in";
      case AskCode _, AskToEnrol _, AskForPasskey _ -> "next";
      case NotRecognised _ -> "not-recognised";
      case WrongModel _ -> "wrong-model";
      case Away _ -> "away";
      case Busy _ -> "busy";
      case Stale _ -> "stale";
    };
  }

  /// The password was right: now the code.
  record AskCode(Opaque journey) implements Answer {}

  /// Signed in.
  ///
  /// @param session what its cookie bears
  /// @param request the application's request to go on with
  /// @param device the device cookie from now on
  record SignedIn(Opaque session, String request, Optional<String> device) implements Answer {}

  /// Both were right, and a passkey comes first: the account gets one now.
  record AskToEnrol() implements Answer {}

  /// What was shown is not enough: the account has a passkey, and signs in with it.
  ///
  /// @param added it has it since a moment ago
  record AskForPasskey(boolean added) implements Answer {}

  /// Not recognised, whyever.
  record NotRecognised() implements Answer {}

  /// The passkey's authenticator is of no model that the person's role may use.
  record WrongModel() implements Answer {}

  /// Nothing can be verified at the moment.
  record Away() implements Answer {}

  /// Too many at once; nothing was looked at.
  record Busy() implements Answer {}

  /// This sign-in is over.
  record Stale() implements Answer {}
}
