package fr.vigie.records.glass;

import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.relations.Asker;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What may be asked.
sealed interface GlassCommand {

  /// An advisor wants to see a person whom no relation opens.
  ///
  /// @param person null where the number names nobody
  /// @param classes what of the file
  /// @param words what the advisor wrote, sealed under the person's key; null where there is no key
  record Break(
      Asker asker,
      @Nullable UUID person,
      List<FieldClass> classes,
      String reason,
      @Nullable String words)
      implements GlassCommand {
    public Break {
      classes = List.copyOf(classes);
    }
  }

  /// Somebody who answers for it has looked at a use.
  ///
  /// @param role `manager` or `privacy-officer`
  /// @param verdict `justified` or `abuse`
  record Review(Asker reviewer, String role, String grant, String verdict)
      implements GlassCommand {}
}
