package fr.vigie.identity.account;

import java.util.UUID;

/// What is kept of an account's factors, sealed.
///
/// @param password a sealed password hash
/// @param totp a sealed one-time-code secret
public record Secrets(UUID account, String password, String totp) {}
