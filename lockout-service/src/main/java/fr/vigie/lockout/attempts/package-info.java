/// How often a secret may be guessed: permits and locks, one count for each account over every
/// factor and replica.
///
/// The rule this room guards (R1, R2): no more than N wrong guesses are ever verified at an account
/// before it is locked, however many arrive at once. A guess needs a permit, the permit is an
/// event, and a permit that is still open counts as a failure until it is known to be none.
///
/// Why a decision that reads three days is exact. A guess is forgotten half a day after it was
/// permitted ([AttemptPolicy#memory()], never longer), and a lock lasts no longer than that.
///
/// - A lock that has its event is in the boundary for as long as it lasts.
/// - A lock without one fills unseen when permits expire, and the next permit writes it down before
///   anything else is permitted: so there is at most one, it began less than half a day ago or no
///   longer matters, and the guesses that filled it were permitted less than half a day before
///   that.
/// - Everything else that counts was permitted within the last half day.
///
/// So what was decided yesterday and today is all that counts: events bear the UTC day on which
/// they were decided as a tag. Tomorrow is read too: a decision taken past midnight, or on a clock
/// that runs ahead, may be appended before one that was taken earlier, and must collide with it.
/// What an attempt of any age came to is found by its own tag. Refusals bear that tag alone:
/// however many there are, no other decision reads them.
@NullMarked
package fr.vigie.lockout.attempts;

import org.jspecify.annotations.NullMarked;
