package fr.vigie.records.disclosure;

import java.util.UUID;

/// What a decision came to.
sealed interface Verdict {

  /// Distinct persons disclosed to the advisor today, this one included.
  int disclosed();

  /// Show it.
  ///
  /// @param basis the relation that allows it
  record Shown(UUID person, String basis, int disclosed) implements Verdict {}

  /// Show nothing.
  record Refused(Refusal reason, int disclosed) implements Verdict {}
}
