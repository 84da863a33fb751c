package fr.vigie.identity.session;

import java.time.Instant;
import java.util.UUID;

/// A session that is open.
///
/// @param id as tokens name it (`sid`); opens nothing by itself
/// @param authenticatedAt when the last factor was shown
/// @param shown the factors it was opened for
public record Session(UUID id, UUID account, Instant authenticatedAt, ShownFactors shown) {}
