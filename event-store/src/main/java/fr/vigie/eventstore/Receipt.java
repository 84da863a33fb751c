package fr.vigie.eventstore;

import java.util.UUID;

/// Proof that an event is in the store.
///
/// @param id the event's id (UUID version 7)
/// @param position its place in the store of its service, from 1, without gaps
public record Receipt(UUID id, long position) {}
