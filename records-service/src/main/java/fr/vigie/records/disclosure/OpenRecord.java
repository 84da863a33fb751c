package fr.vigie.records.disclosure;

import fr.vigie.records.relations.Asker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An advisor wants to see a person's record, or one thing of it that is kept apart.
///
/// @param person null where the reference names nobody
/// @param part what of it
/// @param reason why more is wanted than is usual, from a list; null where none is given
record OpenRecord(
    Asker asker, @Nullable UUID person, Part part, Purpose purpose, @Nullable Reason reason) {

  /// What of a record is wanted.
  enum Part {
    /// What the relation opens.
    FILE,
    /// The number of the register of persons, in full.
    NIR,
    /// What is kept of a disability.
    DISABILITY
  }

  String advisor() {
    return asker.account();
  }

  @Nullable String reasonWord() {
    return reason == null ? null : reason.word();
  }
}
