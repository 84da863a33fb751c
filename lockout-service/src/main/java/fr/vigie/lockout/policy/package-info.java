/// Which numbers are in force: those of the settings, until officers approve others.
///
/// The rule this room guards (R1, R53, ATTACKS 50): a policy that bounds nothing neither starts nor
/// is ever in force; and while the service runs no number changes but by the word of two officers,
/// as an event. The policy is in the boundary of every decision on guesses: from the position of
/// the approval on no replica decides by the numbers before.
@NullMarked
package fr.vigie.lockout.policy;

import org.jspecify.annotations.NullMarked;
