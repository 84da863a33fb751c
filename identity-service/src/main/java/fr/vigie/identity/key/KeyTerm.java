package fr.vigie.identity.key;

import java.time.Instant;
import java.util.Optional;

/// The life of a signing key: made and published, then signing, then only published, then gone.
///
/// ```text
///   made ──lead──▶ signs ──every──▶ its successor signs ──overlap──▶ ended
///   └───────────────── published, and taken ──────────────────────┘
/// ```
///
/// The lead is for those who keep a copy of the published keys: none of them is to meet a token
/// whose key it cannot have. The overlap is for tokens that were signed at the last moment.
///
/// @param generation the first key is 1, its successor 2
/// @param signsFrom before, it is published and signs nothing
/// @param endsAt from then on it is neither published nor taken; unknown before it has a successor
record KeyTerm(int generation, Instant signsFrom, Optional<Instant> endsAt) {

  boolean isTakenAt(Instant now) {
    return endsAt.filter(end -> !end.isAfter(now)).isEmpty();
  }

  boolean maySignAt(Instant now) {
    return isTakenAt(now) && !signsFrom.isAfter(now);
  }
}
