/// The log: every event of every service, one leaf each, in order of arrival, for ever.
///
/// The rule: the log can only grow, and a verifier that trusts none of this code finds any other
/// change. [fr.vigie.audit.tree] says how, [fr.vigie.audit.log.Log] is the door.
@NullMarked
package fr.vigie.audit.log;

import org.jspecify.annotations.NullMarked;
