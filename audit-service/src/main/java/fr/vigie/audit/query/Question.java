package fr.vigie.audit.query;

import fr.vigie.audit.views.TraceTables;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is asked for, from a request's parameters: any filters together, a time, and where a page
/// begins. A parameter that is unknown, repeated or malformed is refused.
///
/// @param filters what each filter is to be
/// @param from not before
/// @param to before
/// @param cursor only leaves before this index
/// @param limit the most events on one page
record Question(
    Map<Filter, String> filters,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long cursor,
    int limit) {

  private static final int MAX_LIMIT = 200;
  private static final int USUAL_LIMIT = 50;

  Question {
    filters = Map.copyOf(filters);
  }

  /// One page of everything that matches.
  static Question events(Map<String, List<String>> parameters) {
    return read(new Parameters(parameters), true);
  }

  /// All that matches, at once.
  static Question stream(Map<String, List<String>> parameters) {
    var given = new Parameters(parameters);
    given.refuse("cursor", "is for pages, and a stream has none");
    given.refuse("limit", "is for pages, and a stream has none");
    return read(given, false);
  }

  private static Question read(Parameters given, boolean paged) {
    var filters = new EnumMap<Filter, String>(Filter.class);
    for (var filter : Filter.values()) {
      var value = given.take(filter.word(), filter::read);
      if (value != null) {
        filters.put(filter, value);
      }
    }
    var question =
        new Question(
            filters,
            given.takeTime("from"),
            given.takeTime("to"),
            paged ? given.takeCursor() : null,
            paged ? given.takeLimit(MAX_LIMIT, USUAL_LIMIT) : Integer.MAX_VALUE);
    given.refuseOthers(Filter.words());
    if (question.from != null && question.to != null && !question.from.isBefore(question.to)) {
      throw new BadParameterException("to", "is not after 'from'");
    }
    return question;
  }

  /// Names of the filters used, for the event that says so.
  List<String> used() {
    var used = new TreeSet<String>();
    filters.keySet().forEach(filter -> used.add(filter.word()));
    if (from != null) {
      used.add("from");
    }
    if (to != null) {
      used.add("to");
    }
    return List.copyOf(used);
  }

  /// The references asked about: whom, and whose doing. No other value goes into the event.
  List<String> about() {
    return Stream.of(Filter.PERSON, Filter.ADVISOR)
        .flatMap(filter -> Optional.ofNullable(filters.get(filter)).stream())
        .toList();
  }

  /// The SQL for one event more than a page holds, newest first, and its parameters.
  ///
  /// It goes from what was found to its leaves, and from a person to its events, one by one, and
  /// leaves PostgreSQL no other way (`offset 0`): a page costs the same where it knows nothing of
  /// the tables yet.
  Statement statement(TraceTables tables) {
    var values = new ArrayList<>();
    var source = source(tables, values);
    var conditions = new ArrayList<String>();
    filters.forEach((filter, value) -> {
      if (filter != Filter.PERSON) {
        conditions.add(filter.condition());
        values.add(value);
      }
    });
    if (from != null) {
      conditions.add("e.time >= ?");
      values.add(from.atOffset(ZoneOffset.UTC));
    }
    if (to != null) {
      conditions.add("e.time < ?");
      values.add(to.atOffset(ZoneOffset.UTC));
    }
    if (cursor != null && !filters.containsKey(Filter.PERSON)) {
      conditions.add("e.index < ?");
      values.add(cursor);
    }
    var found =
        source.formatted(conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
            + (limit == Integer.MAX_VALUE ? "" : " limit " + (limit + 1));
    return new Statement(
        """
        select l.index, l.month, l.entry from (%s) f
        cross join lateral (
          select l.index, l.month, l.entry from leaf l
          where l.index = f.index and l.month = f.month offset 0) l
        order by f.index desc
        """
            .formatted(found),
        values);
  }

  /// Where events come from, in the order of a page; the conditions stand at `%s`.
  private String source(TraceTables tables, List<Object> values) {
    var person = filters.get(Filter.PERSON);
    if (person == null) {
      return "select e.index, e.month from " + tables.traces() + " e%s order by e.index desc";
    }
    values.add(person);
    if (cursor != null) {
      values.add(cursor);
    }
    return """
    select e.index, e.month from (
      select p.index from %s p where %s%s order by p.index desc offset 0) p
    cross join lateral (
      select e.* from %s e where e.index = p.index offset 0) e%%s
    order by p.index desc\
    """
        .formatted(
            tables.persons(),
            Filter.PERSON.condition(),
            cursor == null ? "" : " and p.index < ?",
            tables.traces());
  }

  /// A query and the values of its `?`.
  record Statement(String sql, List<Object> values) {
    Statement {
      values = List.copyOf(values);
    }
  }
}
