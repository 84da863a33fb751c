package fr.vigie.identity.account;

import java.util.UUID;

/// An account's password as it is kept.
///
/// @param sealed a sealed hash
/// @param factors how often password and authenticator had been replaced when it was read
public record KeptPassword(UUID account, String sealed, int factors) {}
