/// An event store on PostgreSQL with dynamic consistency boundaries: a decision names the events it
/// depends on by tags and types, and is appended only if nothing matching has come since it looked.
///
/// [fr.vigie.eventstore.PostgresEventStorageEngine] is an Axon Framework 5 event storage engine and
/// can be used with Axon alone. Around it stand the few things a service needs and that keep Axon's
/// types out of its rooms.
@NullMarked
package fr.vigie.eventstore;

import org.jspecify.annotations.NullMarked;
