package fr.vigie.lockout.freezes;

/// A person who asks, as the token says.
public record Actor(String account, String session, String organisation) {}
