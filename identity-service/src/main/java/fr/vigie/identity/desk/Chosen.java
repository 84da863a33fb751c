package fr.vigie.identity.desk;

import fr.vigie.identity.password.PasswordRefusal;

/// What came of a choice that was made by a link.
sealed interface Chosen {

  /// It counts. Nobody is signed in by it.
  record Done() implements Chosen {}

  /// The factor that stays was not shown.
  record NotRecognised() implements Chosen {}

  /// The new password does not do.
  record Objected(PasswordRefusal why) implements Chosen {}

  /// The link is good for nothing any more.
  record Gone() implements Chosen {}

  /// Nothing could be verified.
  record Away() implements Chosen {}

  /// Too many at once.
  record Busy() implements Chosen {}
}
