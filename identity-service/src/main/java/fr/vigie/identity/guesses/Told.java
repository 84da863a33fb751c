package fr.vigie.identity.guesses;

import java.util.Optional;

/// What lockout-service says to an outcome.
public sealed interface Told {

  /// It counts.
  ///
  /// @param device of a completed sign-in: the value of the browser's device cookie from now on
  record Taken(Optional<String> device) implements Told {}

  /// It was not heard, or contradicts what is known there. It counts as a failure, and nobody is to
  /// be let in on it.
  record NotTaken() implements Told {}
}
