package fr.vigie.kit.dpop;

import java.time.Instant;
import java.util.Optional;

/// A proof that was found in order: whoever sent it holds the key.
///
/// @param key thumbprint of the key (RFC 7638), as a token names it (`cnf.jkt`)
/// @param id of the proof (`jti`): it is good once
/// @param until when it is too old to be shown again
/// @param nonce what it bears of ours, or of anybody's
public record Proof(String key, String id, Instant until, Optional<String> nonce) {}
