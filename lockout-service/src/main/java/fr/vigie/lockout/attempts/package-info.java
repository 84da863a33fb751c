/// Permits: may this guess be verified, and what did it come to. One decision for each question,
/// over everything that counts at the account.
///
/// The rule this room guards: no secret is verified without a permit, a permit is an event, and a
/// permit that is still open counts as a failure until it is known to be none. So the guess that is
/// one too many has none, however many arrive at once ([fr.vigie.lockout.locks] says how far back a
/// decision looks, and why that is enough).
///
/// What an attempt of any age came to is found by its own tag. Refusals bear that tag alone, and so
/// do passkeys, of which there is nothing to guess: however many there are, no other decision reads
/// them.
@NullMarked
package fr.vigie.lockout.attempts;

import org.jspecify.annotations.NullMarked;
