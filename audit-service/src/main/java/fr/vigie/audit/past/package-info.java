/// How things stood at an instant: an account's rights, a person's relations, a policy, told from
/// the log as it was then.
///
/// The rule: the answer is a fold of entries up to the instant and of nothing else, and names the
/// entry behind each thing it says.
@NullMarked
package fr.vigie.audit.past;

import org.jspecify.annotations.NullMarked;
