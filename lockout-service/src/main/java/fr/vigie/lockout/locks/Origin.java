package fr.vigie.lockout.locks;

import org.jspecify.annotations.Nullable;

/// Where guesses at an account come from, as far as it is counted apart: each device that has
/// signed in to it before, and all the others together. So a stranger uses up the strangers'
/// guesses, and no device's.
public sealed interface Origin {

  /// Devices the account has never been signed in to from.
  record Strangers() implements Origin {}

  /// One device it has.
  ///
  /// @param id a pseudonym, random
  record Device(String id) implements Origin {}

  /// As an event names it: null for strangers.
  static Origin of(@Nullable String device) {
    return device == null ? new Strangers() : new Device(device);
  }

  /// As it stands in events.
  default @Nullable String device() {
    return switch (this) {
      case Strangers() -> null;
      case Device(var id) -> id;
    };
  }
}
