package fr.vigie.lockout.policy;

import fr.vigie.kit.Problems;
import fr.vigie.lockout.locks.Policy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the numbers officers send.
public final class Candidates {

  private Candidates() {}

  /// A policy from the numbers that are to change.
  ///
  /// @param inForce where the others come from
  public static Policy read(@Nullable Map<String, String> numbers, Policy inForce) {
    try {
      return Numbers.policy(numbers == null ? Map.of() : numbers, inForce);
    } catch (IllegalArgumentException e) {
      throw Problems.builder(
              400, "invalid-field", "A field is not valid", "numbers: " + e.getMessage())
          .with("field", "numbers")
          .build();
    }
  }
}
