package fr.vigie.records.glass;

import java.time.Instant;
import java.util.UUID;

/// What a request came to.
sealed interface GlassAnswer {

  /// The file is open in part.
  ///
  /// @param left how many more there are today
  record Broken(String grant, UUID person, Instant until, int left) implements GlassAnswer {}

  record Reviewed(String grant, String verdict) implements GlassAnswer {}

  record Refused(GlassRefusal reason) implements GlassAnswer {}
}
