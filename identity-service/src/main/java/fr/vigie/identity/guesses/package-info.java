/// Guesses are lockout-service's to allow: a permit is asked before any secret is looked at, and
/// its outcome is told after. The rule this room guards: no answer, no guess.
///
/// Two things go with the question. The device cookie, which lockout-service makes and reads and
/// nobody here understands: who has signed in on a device before is not locked out by strangers.
/// And the password's fingerprint, so that the same wrong password does not count again.
@NullMarked
package fr.vigie.identity.guesses;

import org.jspecify.annotations.NullMarked;
