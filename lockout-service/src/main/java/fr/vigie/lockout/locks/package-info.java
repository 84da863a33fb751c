/// How often a secret was guessed at, and the lock that follows: the count of one account, for each
/// device it knows and for all strangers together, over every factor. Pure, but for the door
/// through which those who look after accounts see and end locks.
///
/// The rule this room guards (R1, R2, R6): no more than N different wrong secrets are ever verified
/// at an account from one origin before it is locked for that origin, however many arrive at once;
/// and nothing a stranger does takes a guess away from a known device, nor does anything the owner
/// does give one back to strangers.
///
/// Why a decision that reads two to six days is exact. A guess is forgotten half a day after it was
/// permitted ([Policy#memory()], never longer), no lock lasts longer than that, and half a day
/// after its end it is nobody's predecessor any more.
///
/// - A lock that has its event matters, as a lock or as the one before the next, for less than a
///   day after the event.
/// - A lock without one fills unseen when permits expire, and the next permit writes it down before
///   anything else is permitted: so there is at most one. It matters if it began less than a day
///   ago; the guesses that filled it were permitted less than half a day before that, and the lock
///   that says how long it lasts had ended less than half a day before it, so its event is less
///   than a day older.
/// - Everything else that counts was permitted within the last half day.
///
/// So what was decided within the last two days is all that counts. Events bear the number of the
/// period of two days in which they were decided as a tag, and the period before the current one is
/// read with it. The next period is read too: a decision taken past the turn, or on a clock that
/// runs ahead, may be appended before one that was taken earlier, and must collide with it.
@NullMarked
package fr.vigie.lockout.locks;

import org.jspecify.annotations.NullMarked;
