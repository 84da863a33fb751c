/// What the log promises in public: signed checkpoints, in the formats of C2SP (tlog-checkpoint,
/// signed-note), and the keys that sign them.
///
/// The rule: what is signed is durable first, and goes on from everything signed before. A log that
/// does not is not signed, and somebody is told.
@NullMarked
package fr.vigie.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
