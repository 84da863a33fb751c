package fr.vigie.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event says was done, in the terms an auditor asks in. Each event tells its own.
///
/// @param operation one word: `read`, `list`, `search`, `sign-in`, `lock`, ...
/// @param outcome how it ended
/// @param subject the person or account it was done to; null where there is none
/// @param fieldClasses names of the field classes disclosed; empty where nothing was
/// @param purpose the purpose the actor gave
/// @param basis the relation that allowed it
public record Deed(
    String operation,
    Outcome outcome,
    @Nullable String subject,
    List<String> fieldClasses,
    @Nullable String purpose,
    @Nullable String basis) {

  public Deed {
    fieldClasses = List.copyOf(fieldClasses);
  }

  /// A deed that disclosed nothing.
  public static Deed of(String operation, Outcome outcome, @Nullable String subject) {
    return new Deed(operation, outcome, subject, List.of(), null, null);
  }
}
