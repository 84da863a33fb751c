package fr.vigie.records.jobseeker;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// References of persons, as they come in from outside.
public final class References {

  // UUID.fromString takes "1-1-1-1-1" too; one person has one spelling.
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private References() {}

  /// The reference, or null where the text is none.
  public static @Nullable UUID parse(String text) {
    return CANONICAL.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
