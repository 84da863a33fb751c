package fr.vigie.lockout.spraying;

import java.util.Optional;

/// Where a stranger's guess came from, with what, and whom it was at.
///
/// @param network prefix
/// @param secret fingerprint of the password
/// @param organisation of the account guessed at
public record Suspect(String network, Optional<String> secret, Optional<String> organisation) {}
