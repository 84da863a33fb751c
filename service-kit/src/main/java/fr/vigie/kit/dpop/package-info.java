/// Tokens that are worth nothing without a key (RFC 9449, DPoP). The rule this package guards: a
/// token that is bound to a key opens nothing unless whoever shows it proves, for this very request
/// and never twice, to hold that key.
///
/// A proof bears a nonce that this process gave, so that none can be made ahead of time; what is
/// remembered of proofs that were shown is then enough in memory.
@NullMarked
package fr.vigie.kit.dpop;

import org.jspecify.annotations.NullMarked;
