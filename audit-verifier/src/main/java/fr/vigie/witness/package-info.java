/// A witness: run by a regulator or a data-protection officer, away from the log. It signs that it
/// has seen a checkpoint, and that this one goes on from all it saw before. (C2SP tlog-witness)
///
/// Beside it stands a monitor, for those who want to watch and sign nothing.
///
/// The rule: it never signs two histories. Whoever shows one log to some and another to others
/// cannot have both witnessed.
@NullMarked
package fr.vigie.witness;

import org.jspecify.annotations.NullMarked;
