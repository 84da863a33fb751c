package fr.vigie.audit.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which positions of each source are in the log, as stretches without a hole.
///
/// A unique index over all positions for ever would stand in the way of removing old months, and
/// grow without end. Positions count up without gaps, so a stretch or two a source say the same.
final class Ranges {

  /// One line of positions.
  ///
  /// @param accounted false: those that have a leaf; true: those, and the ones that an unreadable
  ///   record claimed, so that nobody waits for them
  record Line(String source, boolean accounted) {}

  /// Positions that are there, both ends included.
  record Range(Line line, long first, long last) {}

  private record Start(Line line, long first) {}

  private final Map<Line, NavigableMap<Long, Long>> lines;
  private final Set<Start> set = new HashSet<>();
  private final Set<Start> gone = new HashSet<>();

  Ranges(List<Range> known) {
    lines = new HashMap<>();
    for (var range : known) {
      of(range.line()).put(range.first(), range.last());
    }
  }

  private Ranges(Map<Line, NavigableMap<Long, Long>> lines) {
    this.lines = lines;
  }

  /// The same again, with nothing changed.
  Ranges copy() {
    var copied = new HashMap<Line, NavigableMap<Long, Long>>(lines.size() * 2);
    lines.forEach((line, ranges) -> copied.put(line, new TreeMap<>(ranges)));
    return new Ranges(copied);
  }

  private NavigableMap<Long, Long> of(Line line) {
    return lines.computeIfAbsent(line, _ -> new TreeMap<>());
  }

  /// Whether there is a leaf for this place.
  boolean contains(Entry.Place place) {
    return contains(new Line(place.source(), false), place.position());
  }

  private boolean contains(Line line, long position) {
    var below = of(line).floorEntry(position);
    return below != null && below.getValue() >= position;
  }

  /// Adds the places of an entry that is not there yet.
  void add(Entry entry) {
    var place = entry.place();
    add(new Line(place.source(), false), place.position());
    if (!entry.isQuarantine()) {
      account(place);
    }
    var claimed = entry.unreadable();
    if (claimed != null) {
      account(claimed);
    }
  }

  private void account(Entry.Place place) {
    var line = new Line(place.source(), true);
    if (!contains(line, place.position())) {
      add(line, place.position());
    }
  }

  private void add(Line line, long position) {
    var ranges = of(line);
    var below = ranges.floorEntry(position);
    var first = below != null && below.getValue() == position - 1 ? below.getKey() : position;
    @Nullable Long joined = ranges.remove(position + 1);
    if (joined != null) {
      set.remove(new Start(line, position + 1));
      gone.add(new Start(line, position + 1));
    }
    ranges.put(first, joined == null ? position : joined);
    set.add(new Start(line, first));
    gone.remove(new Start(line, first));
  }

  /// Stretches that are longer than they were.
  List<Range> changed() {
    return set.stream().map(start -> new Range(start.line(), start.first(), last(start))).toList();
  }

  private long last(Start start) {
    return of(start.line()).getOrDefault(start.first(), start.first());
  }

  /// Stretches that are part of another one now, by where they began.
  List<Range> joined() {
    var all = new ArrayList<Range>(gone.size());
    gone.forEach(start -> all.add(new Range(start.line(), start.first(), start.first())));
    return all;
  }
}
