package fr.vigie.lockout.spraying;

import java.util.Optional;

/// Where a stranger's guess came from, and with what.
///
/// @param network prefix
/// @param secret fingerprint of the password
public record Suspect(String network, Optional<String> secret) {}
