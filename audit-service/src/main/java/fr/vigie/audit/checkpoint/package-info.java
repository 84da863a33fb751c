/// What the log promises in public: signed checkpoints, the tiles under them, proofs, all in the
/// formats of C2SP (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof).
///
/// The rule: what is signed is durable first, and goes on from everything signed before. A log that
/// does not is not signed, and somebody is told.
@NullMarked
package fr.vigie.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
