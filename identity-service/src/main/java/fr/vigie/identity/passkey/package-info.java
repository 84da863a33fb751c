/// Passkeys: WebAuthn credentials that sign people in by themselves. The key lies in a device the
/// person holds, and the device makes sure of the person before it signs: two factors in one touch,
/// and none of them can be typed into somebody else's page.
///
/// The rules this room guards: no passkey without user verification; a challenge is ours, bound to
/// the browser it was sent to, and good once; a counter that did not rise is a copy of the key, and
/// a copy opens nothing.
///
/// The messages are WebAuthn4J's to read and to verify; what they may say is decided here.
@NullMarked
package fr.vigie.identity.passkey;

import org.jspecify.annotations.NullMarked;
