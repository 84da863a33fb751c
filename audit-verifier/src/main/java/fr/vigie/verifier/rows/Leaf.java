package fr.vigie.verifier.rows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A leaf as a database keeps it.
///
/// @param index which one it says it is
/// @param month it lies in
/// @param hash of what it holds; null where that was taken away
/// @param isEvent whether it holds an event
/// @param columnsAgree whether the columns beside the entry say what it says
/// @param source where they agree
/// @param position where they agree
/// @param data those members of its data that are looked at; none of a leaf that stands for nothing
///   but itself
@SuppressWarnings("ArrayRecordComponent") // made once, never changed
record Leaf(
    long index,
    String month,
    byte @Nullable [] hash,
    boolean isEvent,
    boolean columnsAgree,
    String source,
    long position,
    Map<String, String> data) {

  /// One that holds no event, or nothing at all.
  static Leaf ofNothing(long index, String month, byte @Nullable [] hash) {
    return new Leaf(index, month, hash, false, false, "", 0, Map.of());
  }
}
