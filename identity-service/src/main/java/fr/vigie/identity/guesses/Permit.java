package fr.vigie.identity.guesses;

import java.util.UUID;

/// What lockout-service says to a guess.
public sealed interface Permit {

  /// One secret may be verified, and the outcome is to be told.
  record Granted(UUID attempt) implements Permit {}

  /// None may: locked, to be waited with, or every guess left is under way.
  record Denied() implements Permit {}

  /// lockout-service cannot be heard: none may.
  record Unheard() implements Permit {}
}
