/// From an alert to a freeze: what detectors ask for, this service does (law 7).
///
/// The rule this room guards: an alert that asks for a freeze comes to a decision of the room
/// `freezes`, once, whatever fails meanwhile. Every replica reads every alert, so that none waits
/// for a dead replica's share to be given to another; the decision knows an alert it has had.
/// Alerts are read before their Kafka transaction is committed: each was durable in its service's
/// store before it was published.
@NullMarked
package fr.vigie.lockout.alerts;

import org.jspecify.annotations.NullMarked;
