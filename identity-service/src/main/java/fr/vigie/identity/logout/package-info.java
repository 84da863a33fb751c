/// Signing out, at a person's or an application's word. The rule this room guards: no foreign page
/// signs anybody out, and nobody stays signed in who asked not to.
@NullMarked
package fr.vigie.identity.logout;

import org.jspecify.annotations.NullMarked;
