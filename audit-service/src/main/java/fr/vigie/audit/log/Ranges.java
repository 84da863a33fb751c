package fr.vigie.audit.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which positions of each source are in the log.
///
/// A unique index over all positions for ever would stand in the way of removing old months, and
/// grow without end. Positions count up without gaps, so stretches say the same. But they arrive in
/// combs, one partition of a topic after the other, and a comb is as many stretches as it has
/// teeth. So they are kept in blocks of 1,024 ([Block]): bits as long as some are missing, a part
/// of a stretch once all are there. A batch changes as many rows as it touches blocks.
final class Ranges {

  /// One line of positions.
  ///
  /// @param accounted false: those that have a leaf; true: those, and the ones that an unreadable
  ///   record claimed, so that nobody waits for them
  record Line(String source, boolean accounted) {}

  /// Positions that are there, both ends included: blocks from the first to the last.
  record Range(Line line, long first, long last) {}

  /// A block of a line.
  record Place(Line line, long block) {}

  /// A block that is not full, as it is stored.
  @SuppressWarnings("ArrayRecordComponent") // made for one row
  record Bits(Place place, byte[] positions) {}

  private final Map<String, Source> sources = new HashMap<>();
  private final Set<Start> setStarts = new HashSet<>();
  private final Set<Start> goneStarts = new HashSet<>();
  private final Set<Place> touched = new LinkedHashSet<>();
  private final Set<Place> stored = new HashSet<>();

  private record Start(Line line, long block) {}

  private static final class Source {
    private final Positions there;
    private final Positions accounted;

    Source(String name) {
      there = new Positions(new Line(name, false));
      accounted = new Positions(new Line(name, true));
    }

    Positions of(Line line) {
      return line.accounted() ? accounted : there;
    }
  }

  /// Those of one line.
  private static final class Positions {
    private final Line line;
    private final NavigableMap<Long, Long> full = new TreeMap<>();
    private final Map<Long, Block> partial = new HashMap<>();

    Positions(Line line) {
      this.line = line;
    }

    boolean contains(long position) {
      var number = Block.of(position);
      var block = partial.get(number);
      return block == null ? isFull(number) : block.contains(position);
    }

    private boolean isFull(long number) {
      var below = full.floorEntry(number);
      return below != null && below.getValue() >= number;
    }
  }

  /// As they are stored.
  Ranges(List<Range> known, List<Bits> blocks) {
    for (var range : known) {
      of(range.line()).full.put(Block.of(range.first()), Block.of(range.last()));
    }
    for (var block : blocks) {
      var place = block.place();
      of(place.line()).partial.put(place.block(), Block.read(block.positions()));
      stored.add(place);
    }
  }

  private Source source(String name) {
    return sources.computeIfAbsent(name, Source::new);
  }

  private Positions of(Line line) {
    return source(line.source()).of(line);
  }

  /// Whether there is a leaf for this place.
  boolean contains(Entry.Place place) {
    return source(place.source()).there.contains(place.position());
  }

  /// Adds the places of an entry that is not there yet.
  void add(Entry entry) {
    var place = entry.place();
    var source = source(place.source());
    add(source.there, place.position());
    if (!entry.isQuarantine()) {
      account(source, place.position());
    }
    var claimed = entry.unreadable();
    if (claimed != null) {
      account(source(claimed.source()), claimed.position());
    }
  }

  private void account(Source source, long position) {
    if (!source.accounted.contains(position)) {
      add(source.accounted, position);
    }
  }

  private void add(Positions positions, long position) {
    var number = Block.of(position);
    var block = positions.partial.get(number);
    if (block == null) {
      block = new Block();
      positions.partial.put(number, block);
    }
    block.add(position);
    if (block.touch()) {
      touched.add(new Place(positions.line, number));
    }
    if (block.isFull()) {
      positions.partial.remove(number);
      join(positions, number);
    }
  }

  /// Makes a block that has become full part of a stretch.
  private void join(Positions positions, long number) {
    var below = positions.full.floorEntry(number);
    var first = below != null && below.getValue() == number - 1 ? below.getKey() : number;
    @Nullable Long last = positions.full.remove(number + 1);
    if (last != null) {
      setStarts.remove(new Start(positions.line, number + 1));
      goneStarts.add(new Start(positions.line, number + 1));
    }
    positions.full.put(first, last == null ? number : last);
    setStarts.add(new Start(positions.line, first));
    goneStarts.remove(new Start(positions.line, first));
  }

  /// What is to be written now.
  ///
  /// @param set stretches that are longer than they were
  /// @param joined those that are part of another one now, by where they began
  /// @param blocks with more bits than they had
  /// @param filled blocks that are part of a stretch now
  record Changes(List<Range> set, List<Range> joined, List<Bits> blocks, List<Place> filled) {
    Changes {
      set = List.copyOf(set);
      joined = List.copyOf(joined);
      blocks = List.copyOf(blocks);
      filled = List.copyOf(filled);
    }
  }

  /// What changed since this was asked last; it counts as written from now on.
  Changes changes() {
    var blocks = new ArrayList<Bits>(touched.size());
    var filled = new ArrayList<Place>();
    for (var place : touched) {
      var block = of(place.line()).partial.get(place.block());
      if (block != null) {
        stored.add(place);
        blocks.add(new Bits(place, block.bytes()));
      } else if (stored.remove(place)) {
        filled.add(place);
      }
    }
    var changes =
        new Changes(
            setStarts.stream().map(this::range).toList(),
            goneStarts.stream().map(Ranges::beginning).toList(),
            blocks,
            filled);
    touched.clear();
    setStarts.clear();
    goneStarts.clear();
    return changes;
  }

  private Range range(Start start) {
    var last = of(start.line()).full.getOrDefault(start.block(), start.block());
    return new Range(start.line(), Block.first(start.block()), Block.last(last));
  }

  private static Range beginning(Start start) {
    return new Range(start.line(), Block.first(start.block()), Block.last(start.block()));
  }
}
