/// A real PostgreSQL and a real Kafka broker as child processes on loopback: the launcher, the
/// tests and the benches run on the same servers as each other. Nothing to install, no container
/// engine. A server's folder keeps its data; starting on it again recovers what a kill left behind.
@NullMarked
package fr.vigie.embedded;

import org.jspecify.annotations.NullMarked;
