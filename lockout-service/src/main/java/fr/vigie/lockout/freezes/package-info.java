/// Whether an account, a session or an organisation may act at all.
///
/// The rules this room guards: who is frozen stays frozen until two people agree that it ends, and
/// neither of them is the frozen one, nor frozen; detectors freeze by themselves, until they freeze
/// so much that one of them must be wrong.
///
/// A target has one freeze at a time. What is reported of a frozen target reinforces its freeze,
/// and takes a thaw that was proposed off the table: whoever agrees to a thaw has seen all of it.
///
/// A decision reads all that ever happened to its target and to the officers it concerns, which is
/// little, and what detectors froze within the last minutes. So a freeze of an officer that is
/// committed wins over a thaw that the same officer has under way.
@NullMarked
package fr.vigie.lockout.freezes;

import org.jspecify.annotations.NullMarked;
