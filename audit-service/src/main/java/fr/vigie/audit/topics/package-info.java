/// Topics as the broker has them now.
///
/// The rule: a topic that was deleted and made anew is another one, whatever its name.
@NullMarked
package fr.vigie.audit.topics;

import org.jspecify.annotations.NullMarked;
