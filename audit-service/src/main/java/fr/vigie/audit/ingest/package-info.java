/// From the topics to the log: what every service publishes becomes one leaf each, whatever happens
/// on the way.
///
/// The rule: nothing lost, nothing doubled, nothing that stops the rest. A record that cannot be
/// read leaves a leaf that says so.
@NullMarked
package fr.vigie.audit.ingest;

import org.jspecify.annotations.NullMarked;
