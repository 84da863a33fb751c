package fr.vigie.identity.session;

import java.time.Instant;
import java.util.UUID;

/// A session that is open.
///
/// @param id as tokens name it (`sid`); opens nothing by itself
/// @param authenticatedAt when the last factor was shown
public record Session(UUID id, UUID account, Instant authenticatedAt) {}
