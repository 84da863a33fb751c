package fr.vigie.records.references;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom a reference means to whoever shows it.
///
/// @param person null where the reference means nobody
/// @param handedOn it was given to another account: answered as if it meant nobody, and written
///   down
public record Reference(@Nullable UUID person, boolean handedOn) {

  static final Reference NOBODY = new Reference(null, false);

  /// The person, for whoever it was given to.
  public @Nullable UUID own() {
    return handedOn ? null : person;
  }
}
