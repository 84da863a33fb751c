/// What another policy would have done: the guesses of the past thirty days, decided once more.
///
/// The rule this room guards: it reads and tells, and changes nothing. The code that decides is the
/// one that decides every day.
@NullMarked
package fr.vigie.lockout.dryrun;

import org.jspecify.annotations.NullMarked;
