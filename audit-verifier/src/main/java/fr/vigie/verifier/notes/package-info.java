/// Signed notes and checkpoints, as C2SP writes them.
///
/// The rule: what is not exactly in the form that the specification gives is refused.
@NullMarked
package fr.vigie.verifier.notes;

import org.jspecify.annotations.NullMarked;
