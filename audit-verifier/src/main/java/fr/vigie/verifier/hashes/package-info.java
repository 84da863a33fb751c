/// The Merkle tree of RFC 6962: its hashes, its root while it grows, proofs about it.
///
/// The rule: no I/O, and nothing that knows where a log is kept.
@NullMarked
package fr.vigie.verifier.hashes;

import org.jspecify.annotations.NullMarked;
