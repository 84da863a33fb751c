package fr.vigie.audit.log;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/// 1,024 positions that follow each other, a bit each. The first bit of the first byte is the first
/// position.
final class Block {

  /// Positions of a block.
  static final int SIZE = 1 << Block.POWER;

  private static final int POWER = 10;
  private static final long FIRST_BIT = 1L << 63;

  private final long[] words = new long[SIZE / Long.SIZE];
  private int count;
  private boolean touched;

  /// The number of the block that a position is in. Positions begin at 1.
  static long of(long position) {
    return (position - 1) >> POWER;
  }

  /// Its first position.
  static long first(long block) {
    return (block << POWER) + 1;
  }

  /// Its last position.
  static long last(long block) {
    return (block + 1) << POWER;
  }

  /// As it was stored.
  static Block read(byte[] positions) {
    var block = new Block();
    ByteBuffer.wrap(positions).asLongBuffer().get(block.words);
    for (var word : block.words) {
      block.count += Long.bitCount(word);
    }
    return block;
  }

  /// As it is stored, which ends the time in which it is [touched][#touch()].
  byte[] bytes() {
    touched = false;
    var bytes = ByteBuffer.allocate(SIZE / Byte.SIZE);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }

  boolean contains(long position) {
    return (words[word(position)] & bit(position)) != 0;
  }

  void add(long position) {
    if (!contains(position)) {
      words[word(position)] |= bit(position);
      count++;
    }
  }

  /// Marks it as changed.
  ///
  /// @return whether it was not marked before
  boolean touch() {
    var first = !touched;
    touched = true;
    return first;
  }

  boolean isFull() {
    return count == SIZE;
  }

  /// Tells each of its positions, in order.
  void forEach(long number, LongConsumer each) {
    for (var position = first(number); position <= last(number); position++) {
      if (contains(position)) {
        each.accept(position);
      }
    }
  }

  private static int word(long position) {
    return (int) ((position - 1) & (SIZE - 1)) / Long.SIZE;
  }

  private static long bit(long position) {
    return FIRST_BIT >>> ((position - 1) & (Long.SIZE - 1));
  }
}
