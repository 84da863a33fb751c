package fr.vigie.lockout.devices;

/// What a good cookie says.
///
/// @param id the device's pseudonym
/// @param generation the account's devices were revoked so often when it was made
public record Device(String id, int generation) {}
