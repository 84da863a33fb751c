package fr.vigie.verifier.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A set of positions in blocks of 1,024: stretches of blocks that are full, and bits for each
/// other block that has any. Positions that come in any order, of several partitions that take
/// turns, cost little but for the first of a block.
final class Blocks {

  private static final int POWER = 10;
  private static final int SIZE = 1 << POWER;

  /// Positions of a block, a bit each; the first bit is the first position.
  private static final class Block {
    private final long[] words = new long[SIZE / Long.SIZE];
    private int count;

    boolean add(long position) {
      var bit = (int) (position - 1) & (SIZE - 1);
      var mask = Long.MIN_VALUE >>> bit;
      if ((words[bit / Long.SIZE] & mask) != 0) {
        return false;
      }
      words[bit / Long.SIZE] |= mask;
      count++;
      return true;
    }

    byte[] bytes() {
      var bytes = ByteBuffer.allocate(SIZE / Byte.SIZE);
      bytes.asLongBuffer().put(words);
      return bytes.array();
    }
  }

  private final NavigableMap<Long, Long> full = new TreeMap<>();
  private final NavigableMap<Long, Block> others = new TreeMap<>();
  private @Nullable Block last;
  private long lastNumber;

  private static long of(long position) {
    return (position - 1) >> POWER;
  }

  private static long first(long block) {
    return (block << POWER) + 1;
  }

  private static long last(long block) {
    return (block + 1) << POWER;
  }

  /// Adds one.
  ///
  /// @return false where it was there
  boolean add(long position) {
    var number = of(position);
    var block = last;
    if (block == null || lastNumber != number) {
      if (isFull(number)) {
        return false;
      }
      block = others.computeIfAbsent(number, _ -> new Block());
      last = block;
      lastNumber = number;
    }
    if (!block.add(position)) {
      return false;
    }
    if (block.count == SIZE) {
      var _ = fill(number, number);
    }
    return true;
  }

  private boolean isFull(long number) {
    var below = full.floorEntry(number);
    return below != null && below.getValue() >= number;
  }

  /// Adds a stretch, both ends included.
  ///
  /// @return false where some of it was there, or there is none
  boolean add(long first, long last) {
    if (last < first) {
      return false;
    }
    var from = of(first);
    var to = of(last);
    var free = true;
    if (first != first(from) || (from == to && last != last(to))) {
      free = addEach(first, Math.min(last, last(from)));
      from++;
    }
    if (from <= to && last != last(to)) {
      free &= addEach(first(to), last);
      to--;
    }
    return from > to ? free : fill(from, to) && free;
  }

  private boolean addEach(long first, long last) {
    var free = true;
    for (var more = 0L; more <= last - first; more++) { // the last one may be the last there is
      free &= add(first + more);
    }
    return free;
  }

  /// Makes blocks full.
  ///
  /// @return false where some of their positions were there
  private boolean fill(long from, long to) {
    last = null;
    var some = others.subMap(from, true, to, true);
    var free = some.isEmpty();
    some.clear();
    var first = from;
    var end = to;
    for (var touched = full.floorEntry(to + 1);
        touched != null && touched.getValue() >= from - 1;
        touched = full.floorEntry(to + 1)) {
      free &= touched.getKey() > to || touched.getValue() < from;
      first = Math.min(first, touched.getKey());
      end = Math.max(end, touched.getValue());
      full.remove(touched.getKey());
    }
    full.put(first, end);
    return free;
  }

  /// Takes a stretch of full blocks away.
  ///
  /// @return false where there is none from and to these positions
  boolean takeStretch(long first, long end) {
    var from = of(first);
    var to = full.remove(from);
    return to != null && first == first(from) && end == last(to);
  }

  /// Takes a block that is not full away.
  ///
  /// @return false where there is none with these bits
  boolean takeBlock(long number, byte @Nullable [] bits) {
    var block = others.remove(number);
    return block != null && bits != null && Arrays.equals(bits, block.bytes());
  }

  boolean isEmpty() {
    return full.isEmpty() && others.isEmpty();
  }
}
