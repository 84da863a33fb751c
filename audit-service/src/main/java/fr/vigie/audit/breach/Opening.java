package fr.vigie.audit.breach;

import fr.vigie.audit.query.Ask;
import fr.vigie.audit.query.BadParameterException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body that opens a file.
///
/// @param awareAt when it became known; now, where it is not said
record Opening(
    @Nullable List<String> accounts,
    @Nullable List<String> sessions,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant awareAt) {

  private static final int MOST = 1_000;

  /// What is wanted.
  ///
  /// @throws BadParameterException where it is not understood
  BreachCommand.Open command(String by, Instant now) {
    if (from == null) {
      throw new BadParameterException("from", "says since when; it is wanted");
    }
    if (to != null) {
      Ask.before("to", from, to);
    }
    var aware = Objects.requireNonNullElse(awareAt, now);
    if (aware.isAfter(now)) {
      throw new BadParameterException("awareAt", "is in the future");
    }
    var scope =
        new Scope(
            references("accounts", accounts),
            references("sessions", sessions),
            from.truncatedTo(ChronoUnit.MILLIS),
            to == null ? null : to.truncatedTo(ChronoUnit.MILLIS));
    return new BreachCommand.Open(by, scope, aware.truncatedTo(ChronoUnit.MILLIS));
  }

  private static List<String> references(String name, @Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST) {
      throw new BadParameterException(name, "names more than " + MOST);
    }
    return given.stream()
        .map(text -> Ask.reference(name, Objects.requireNonNullElse(text, "")))
        .distinct()
        .sorted()
        .toList();
  }
}
