package fr.vigie.records.disclosure;

import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.jobseeker.FieldClass;
import java.util.List;
import java.util.UUID;

/// What a decision came to.
sealed interface Verdict {

  /// Distinct persons disclosed to the advisor today, this one included.
  int disclosed();

  /// Show it.
  ///
  /// @param basis the relation that allows it
  /// @param classes what of it
  /// @param revealable what more of it could be shown on fresh factors and a reason
  record Shown(
      UUID person,
      String basis,
      List<FieldClass> classes,
      List<FieldClass> revealable,
      int disclosed)
      implements Verdict {
    public Shown {
      classes = List.copyOf(classes);
      revealable = List.copyOf(revealable);
    }
  }

  /// Show nothing.
  record Refused(Refusal reason, int disclosed) implements Verdict {}
}
