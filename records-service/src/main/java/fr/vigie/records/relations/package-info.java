/// Who may see whom: the own portfolio, and what was granted beside it.
///
/// The rule it guards: a right is a fact with dates, granted by a named person, and a decision says
/// which one it used. What is folded here is folded inside the decision that discloses, so that a
/// right that has ended allows nothing more.
@NullMarked
package fr.vigie.records.relations;

import org.jspecify.annotations.NullMarked;
