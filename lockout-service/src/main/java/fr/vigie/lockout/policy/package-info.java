/// Which numbers are in force.
///
/// The rule this room guards (R1, R53): a policy that bounds nothing neither starts nor is ever in
/// force.
@NullMarked
package fr.vigie.lockout.policy;

import org.jspecify.annotations.NullMarked;
