package fr.vigie.records.disclosure;

import fr.vigie.records.calls.Reason;
import fr.vigie.records.references.Reference;
import fr.vigie.records.relations.Asker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An advisor wants to see a person's record, or one thing of it that is kept apart.
///
/// @param reference whom the asker named
/// @param part what of it
/// @param purpose why, in a word from the list
/// @param reason why more is wanted than is usual, from a list; null where none is given
record OpenRecord(
    Asker asker, Reference reference, Part part, String purpose, @Nullable Reason reason) {

  /// What of a record is wanted.
  enum Part {
    /// What the relation opens.
    FILE,
    /// The same with its past: what was agreed, met, written and done; on a day gone by, too.
    HISTORY,
    /// The number of the register of persons, in full.
    NIR,
    /// What is kept of a disability.
    DISABILITY;

    /// Whether it takes fresh factors and a reason (R26).
    boolean isRevealed() {
      return this == NIR || this == DISABILITY;
    }
  }

  /// Null where the reference means nobody.
  @Nullable UUID person() {
    return reference.person();
  }

  String advisor() {
    return asker.account();
  }

  @Nullable String reasonWord() {
    return reason == null ? null : reason.word();
  }
}
