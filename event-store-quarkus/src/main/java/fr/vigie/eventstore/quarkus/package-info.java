/// The event store as a service runs it. A service brings a bean [fr.vigie.eventstore.EventTypes],
/// a bean [fr.vigie.eventstore.quarkus.Publishing] and its [fr.vigie.eventstore.Projection]s; here
/// they become a running store with its relay, its health, its metrics, and a 503 where the
/// database does not answer.
@NullMarked
package fr.vigie.eventstore.quarkus;

import org.jspecify.annotations.NullMarked;
