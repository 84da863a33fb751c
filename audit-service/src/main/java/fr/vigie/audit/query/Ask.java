package fr.vigie.audit.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The parameters of another room's request, read as strictly as a question's.
public final class Ask {

  private final Parameters parameters;

  private Ask(Parameters parameters) {
    this.parameters = parameters;
  }

  /// Those of a request.
  public static Ask of(Map<String, List<String>> parameters) {
    return new Ask(new Parameters(parameters));
  }

  /// A time; null where none is given.
  public @Nullable Instant time(String name) {
    return parameters.takeTime(name);
  }

  /// Refuses what nobody took.
  public void refuseOthers(String... known) {
    parameters.refuseOthers(new TreeSet<>(List.of(known)));
  }

  /// A reference that was given.
  public static String reference(String name, String text) {
    return Filter.reference(name, text);
  }

  /// The earlier of two ends of a time.
  public static Instant before(String name, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new BadParameterException(name, "is not after 'from'");
    }
    return from;
  }
}
