/// Guesses at many accounts: from one network, or with one password. No account is locked by it;
/// the source is.
///
/// The rule this room guards (R5): once strangers have failed at more accounts than a policy
/// allows, no stranger from that network, or with that password from anywhere, is permitted a guess
/// until time has passed, and an alert names the accounts. Whoever has a known device or a passkey
/// enters from the same address as before.
///
/// A failure bears its network, with the ten minutes it fell into, as a tag, and its fingerprint. A
/// stranger's permit reads the failures of the current ten minutes and of those before: a window is
/// never longer than ten. A fingerprint needs no time: its salt lives for an hour or two, after
/// which no other guess can have it.
@NullMarked
package fr.vigie.lockout.spraying;

import org.jspecify.annotations.NullMarked;
