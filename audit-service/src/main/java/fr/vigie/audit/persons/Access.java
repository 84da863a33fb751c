package fr.vigie.audit.persons;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One disclosure of a person's data.
///
/// @param index of its leaf, by which it can be proven
/// @param operation `read`, `list`, `search`, ...
/// @param purpose what for; null where the operation has none
/// @param basis the relation that allowed it
/// @param others how many other persons were shown at once
public record Access(
    long index,
    Instant time,
    @Nullable String organisation,
    @Nullable String operation,
    @Nullable String purpose,
    @Nullable String basis,
    List<String> fieldClasses,
    int others) {

  public Access {
    fieldClasses = List.copyOf(fieldClasses);
  }
}
