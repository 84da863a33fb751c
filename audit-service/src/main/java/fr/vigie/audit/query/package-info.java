/// Questions to the log: who opened what, whom, when, and how it ended.
///
/// The rule: who asks is logged too, before the answer is given (R39). Answers are made of the
/// entries themselves; the tables beside them only find them.
@NullMarked
package fr.vigie.audit.query;

import org.jspecify.annotations.NullMarked;
