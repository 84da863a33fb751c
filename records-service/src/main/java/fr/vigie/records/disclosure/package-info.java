/// Whether a record is shown: the relation, the exposure budget and the event, in one decision.
///
/// The rules it guards: no receipt, no record; the budget is in the decision; no relation, no
/// record. The event that says what is shown is durable before a byte of the record is read.
@NullMarked
package fr.vigie.records.disclosure;

import org.jspecify.annotations.NullMarked;
