package fr.vigie.audit.query;

import fr.vigie.contracts.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is asked for, from a request's parameters. One that is unknown, repeated or malformed is
/// refused: a filter that was left out unseen would answer another question.
///
/// @param advisor the account that acted
/// @param person whom it is about
/// @param from not before
/// @param to before
/// @param cursor only leaves before this index
/// @param accessesOnly only what was shown of the person, or refused
/// @param limit the most events on one page
record Question(
    @Nullable String advisor,
    @Nullable String person,
    @Nullable String operation,
    @Nullable String outcome,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long cursor,
    boolean accessesOnly,
    int limit) {

  private static final int MAX_LIMIT = 200;
  private static final int USUAL_LIMIT = 50;
  private static final Set<String> FILTERS =
      Set.of("advisor", "person", "operation", "outcome", "from", "to");
  private static final Set<String> OUTCOMES = Set.of("allowed", "refused", "failed", "done");
  private static final Pattern REFERENCE = Pattern.compile("[\\p{Graph}]{1,200}");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,40}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /// Everything that matches.
  static Question events(Map<String, List<String>> parameters) {
    return read(new Parameters(parameters), null);
  }

  /// Who accessed this person.
  static Question accesses(String person, Map<String, List<String>> parameters) {
    var given = new Parameters(parameters);
    given.refuse("person");
    return read(given, reference("person", person));
  }

  private static Question read(Parameters given, @Nullable String person) {
    var question =
        new Question(
            given.take("advisor", text -> reference("advisor", text)),
            person == null ? given.take("person", text -> reference("person", text)) : person,
            given.take("operation", text -> word("operation", text)),
            given.take("outcome", Question::outcome),
            given.take("from", text -> instant("from", text)),
            given.take("to", text -> instant("to", text)),
            given.take("cursor", Question::cursor),
            person != null,
            given.takeOr("limit", Question::limit, USUAL_LIMIT));
    given.refuseOthers();
    if (question.from != null && question.to != null && !question.from.isBefore(question.to)) {
      throw new BadParameterException("to", "is not after 'from'");
    }
    return question;
  }

  /// Names of the filters used, for the event that says so. Never their values.
  List<String> filters() {
    var used = new TreeSet<String>();
    var values = new TreeMap<String, @Nullable Object>();
    values.put("advisor", advisor);
    values.put("person", person);
    values.put("operation", operation);
    values.put("outcome", outcome);
    values.put("from", from);
    values.put("to", to);
    values.forEach((name, value) -> {
      if (value != null) {
        used.add(name);
      }
    });
    return List.copyOf(used);
  }

  /// The SQL for one event more than a page holds, newest first, and its parameters.
  Statement statement() {
    var where = new Where();
    if (person != null) {
      where.and("p.person = ", person);
    }
    if (accessesOnly) {
      where.and("e.topic = ", Topics.DISCLOSURES);
    }
    if (advisor != null) {
      where.and("e.actor = ", advisor);
    }
    if (operation != null) {
      where.and("e.operation = ", operation);
    }
    if (outcome != null) {
      where.and("e.outcome = ", outcome);
    }
    if (from != null) {
      where.and("e.time >= ", from.atOffset(ZoneOffset.UTC));
    }
    if (to != null) {
      where.and("e.time < ", to.atOffset(ZoneOffset.UTC));
    }
    if (cursor != null) {
      where.and("e.index < ", cursor);
    }
    var sql =
        "select e.index, l.entry from access e join leaf l on l.index = e.index"
            + (person == null ? "" : " join access_person p on p.index = e.index")
            + where.text
            + " order by e.index desc limit "
            + (limit + 1);
    return new Statement(sql, where.values);
  }

  /// A query and the values of its `$1`, `$2`, ...
  record Statement(String sql, List<Object> values) {
    Statement {
      values = List.copyOf(values);
    }
  }

  private static final class Where {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    void and(String condition, Object value) {
      values.add(value);
      text.append(values.size() == 1 ? " where " : " and ")
          .append(condition)
          .append('$')
          .append(values.size());
    }
  }

  /// The parameters of a request, each taken once.
  private static final class Parameters {
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

    <T> T takeOr(String name, Function<String, T> read, T otherwise) {
      var value = take(name, read);
      return value == null ? otherwise : value;
    }

    void refuse(String name) {
      if (given.containsKey(name)) {
        throw new BadParameterException(name, "stands in the path already");
      }
    }

    void refuseOthers() {
      for (var name : left) {
        throw new BadParameterException(name, "is no filter; there are " + new TreeSet<>(FILTERS));
      }
    }
  }

  private static String reference(String name, String text) {
    if (!REFERENCE.matcher(text).matches()) {
      throw new BadParameterException(name, "is not a reference of 1 to 200 characters");
    }
    return text;
  }

  private static String word(String name, String text) {
    if (!WORD.matcher(text).matches()) {
      throw new BadParameterException(name, "is not a word of small letters");
    }
    return text;
  }

  private static String outcome(String text) {
    if (!OUTCOMES.contains(text)) {
      throw new BadParameterException("outcome", "is none of " + new TreeSet<>(OUTCOMES));
    }
    return text;
  }

  private static Instant instant(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new BadParameterException(name, "is not a time such as 2026-01-05T09:00:00Z");
    }
  }

  private static long cursor(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new BadParameterException("cursor", "is not one that a page gave");
    }
    return Long.parseLong(text);
  }

  private static int limit(String text) {
    if (NUMBER.matcher(text).matches()) {
      var limit = Long.parseLong(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return (int) limit;
      }
    }
    throw new BadParameterException("limit", "is not a number from 1 to " + MAX_LIMIT);
  }
}
