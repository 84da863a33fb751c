package fr.vigie.audit.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters of a request, each taken once. What nobody took is refused: a filter that was
/// left out unseen would answer another question.
final class Parameters {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Map<String, List<String>> given;
  private final Set<String> left;

  Parameters(Map<String, List<String>> given) {
    this.given = given;
    this.left = new TreeSet<>(given.keySet());
  }

  <T> @Nullable T take(String name, Function<String, T> read) {
    left.remove(name);
    var values = given.get(name);
    if (values == null) {
      return null;
    }
    if (values.size() != 1) {
      throw new BadParameterException(name, "stands there more than once");
    }
    return read.apply(values.getFirst());
  }

  @Nullable Instant takeTime(String name) {
    return take(name, text -> instant(name, text));
  }

  /// A number from 1 to `most`, or the usual one.
  int takeLimit(int most, int usual) {
    var limit =
        take(
            "limit",
            text -> {
              var number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
              if (number < 1 || number > most) {
                throw new BadParameterException("limit", "is not a number from 1 to " + most);
              }
              return (int) number;
            });
    return limit == null ? usual : limit;
  }

  @Nullable Long takeCursor() {
    return take(
        "cursor",
        text -> {
          if (!NUMBER.matcher(text).matches()) {
            throw new BadParameterException("cursor", "is not one that a page gave");
          }
          return Long.valueOf(text);
        });
  }

  void refuse(String name, String why) {
    if (given.containsKey(name)) {
      throw new BadParameterException(name, why);
    }
  }

  void refuseOthers(Set<String> known) {
    for (var name : left) {
      throw new BadParameterException(name, "is no filter; there are " + known);
    }
  }

  private static Instant instant(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new BadParameterException(name, "is not a time such as 2026-01-05T09:00:00Z");
    }
  }
}
