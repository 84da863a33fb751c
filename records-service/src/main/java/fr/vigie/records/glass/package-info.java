/// Seeing a person without a relation, because somebody real is there: the broken glass.
///
/// The rule it guards: a reason from a list and in words, fresh factors, an hour at most, the
/// classes asked for and no more, a few a day, within the own organisation. Manager and privacy
/// officer hear of it at once; each use waits for one of them, and as long as it waits the right to
/// the next is smaller. What it opens is then read at the door of every record, in the same budget.
@NullMarked
package fr.vigie.records.glass;

import org.jspecify.annotations.NullMarked;
