package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;

/// Axon's criteria, as SQL.
final class Criteria {

  /// One criterion as the database sees it.
  ///
  /// @param tags `key=value`, sorted; no tags: any
  /// @param types stored names; no types: any
  record Criterion(List<String> tags, List<String> types) {

    boolean matches(String type, Set<String> eventTags) {
      return (types.isEmpty() || types.contains(type)) && eventTags.containsAll(tags);
    }
  }

  private Criteria() {}

  /// Never empty: criteria that ask for nothing in particular are one criterion that all match.
  static List<Criterion> of(EventCriteria criteria) {
    var all = new ArrayList<Criterion>();
    for (EventCriterion criterion : criteria.flatten()) {
      var tags = new TreeSet<String>();
      criterion.tags().forEach(tag -> tags.add(text(tag)));
      var types = new TreeSet<String>();
      criterion.types().stream().map(QualifiedName::name).forEach(types::add);
      all.add(new Criterion(List.copyOf(tags), List.copyOf(types)));
    }
    return all.isEmpty() ? List.of(new Criterion(List.of(), List.of())) : all;
  }

  /// A tag as it is stored.
  static String text(Tag tag) {
    return tag.key() + "=" + tag.value();
  }

  /// A stored tag as Axon has it.
  static Tag tag(String text) {
    var cut = text.indexOf('=');
    return new Tag(text.substring(0, cut), text.substring(cut + 1));
  }

  /// A `text[]` in its text form.
  static String array(Iterable<String> elements) {
    var text = new StringBuilder("{");
    for (var element : elements) {
      text.append(text.length() == 1 ? "\"" : ",\"");
      for (var i = 0; i < element.length(); i++) {
        var c = element.charAt(i);
        if (c == '"' || c == '\\') {
          text.append('\\');
        }
        text.append(c);
      }
      text.append('"');
    }
    return text.append('}').toString();
  }

  /// A select of the positions after `$1` that match, and its arguments from `$2` on are added.
  static String positions(List<Criterion> criteria, List<Object> arguments) {
    var parts = new ArrayList<String>();
    for (var criterion : criteria) {
      var types = criterion.types();
      if (criterion.tags().isEmpty()) {
        parts.add(
            types.isEmpty()
                ? "select position from event where position > $1"
                : "select position from event where position > $1 and type = any ("
                    + argument(arguments, types.toArray(String[]::new))
                    + ")");
        continue;
      }
      var part = new StringBuilder("select t.position from event_tag t where t.position > $1");
      part.append(" and t.tag = ").append(argument(arguments, criterion.tags().getFirst()));
      if (!types.isEmpty()) {
        part.append(" and t.type = any (")
            .append(argument(arguments, types.toArray(String[]::new)))
            .append(")");
      }
      for (var tag : criterion.tags().subList(1, criterion.tags().size())) {
        part.append(
                " and exists (select from event_tag o where o.position = t.position and o.tag = ")
            .append(argument(arguments, tag))
            .append(")");
      }
      parts.add(part.toString());
    }
    return String.join(" union ", parts);
  }

  private static String argument(List<Object> arguments, Object value) {
    arguments.add(value);
    return "$" + arguments.size();
  }
}
