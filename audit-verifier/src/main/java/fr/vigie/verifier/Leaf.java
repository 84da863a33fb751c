package fr.vigie.verifier;

import org.jspecify.annotations.Nullable;

/// A leaf as a database keeps it.
///
/// @param index which one it says it is
/// @param month it lies in
/// @param hash of what it holds; null where that was taken away
/// @param entry what it holds; null where that is no event
/// @param columnsAgree whether the columns beside the entry say what it says
@SuppressWarnings("ArrayRecordComponent") // made once, never changed
record Leaf(
    long index,
    String month,
    byte @Nullable [] hash,
    @Nullable Entry entry,
    boolean columnsAgree) {}
