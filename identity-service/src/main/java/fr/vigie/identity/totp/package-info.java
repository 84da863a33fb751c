/// One-time codes by the clock (RFC 6238). The rule this room guards: the code of a time step is
/// good once, over all replicas; a step once used closes every step before it too.
@NullMarked
package fr.vigie.identity.totp;

import org.jspecify.annotations.NullMarked;
