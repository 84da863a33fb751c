/// The Merkle tree of RFC 6962 (SHA-256) over the log's entries, and its C2SP tiles. Pure: no I/O.
///
/// The rule: the same entries give the same tree, and what was hashed once is never hashed again. A
/// tree of `n` leaves is kept as full tiles, which never change, and as its right edge.
@NullMarked
package fr.vigie.audit.tree;

import org.jspecify.annotations.NullMarked;
