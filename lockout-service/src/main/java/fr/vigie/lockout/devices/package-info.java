/// The devices an account has been signed in to from, known by a cookie ("device cookies" in
/// OWASP's guide of that name): who shows a good one is counted apart from strangers.
///
/// The rule this room guards: only a sign-in with every factor makes a device known, and a cookie
/// is worth nothing for another account, under another key, or after its account's devices were
/// revoked. It opens nothing: whoever steals one has a count of guesses of its own, with the limit
/// for a device, and needs every factor still.
@NullMarked
package fr.vigie.lockout.devices;

import org.jspecify.annotations.NullMarked;
