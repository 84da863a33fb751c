/// What the log itself must raise an alarm about: that it was altered, cut, forked, or that
/// somebody withholds events from it.
///
/// The rule: one alarm for one fact, over all replicas and restarts.
@NullMarked
package fr.vigie.audit.alarms;

import org.jspecify.annotations.NullMarked;
