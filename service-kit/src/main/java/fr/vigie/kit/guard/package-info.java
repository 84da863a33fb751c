/// The guard each service has at its door: who is frozen, or whose session has ended, is refused on
/// the next request, whatever the token says (R21, law 7).
///
/// How it knows. lockout-service says who may act on a compacted topic, identity-service says which
/// sessions ended on its own; every replica of every service keeps both in memory and asks nobody
/// at a request. Records are read before their Kafka transaction is committed: they repeat what was
/// durable in a store before, so an aborted one is true as well, and comes again.
///
/// How it knows that it knows. Silence on a topic is what a cut looks like. So the brokers are
/// asked again and again where the topics end; once everything up to there has been read, the table
/// is as new as the question. Where the last such question is older than the bound, nobody is let
/// in: 503, never "allow on timeout" (ATTACKS 30). The same holds before the first.
@NullMarked
package fr.vigie.kit.guard;

import org.jspecify.annotations.NullMarked;
