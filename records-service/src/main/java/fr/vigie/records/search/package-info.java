/// Names, looked for in the own portfolio and nowhere else; and exact numbers, looked for in the
/// whole register and found where there is a relation.
///
/// The rule it guards: search cannot enumerate. At most 20 hits, no count, no pages, and the event
/// that names the hits comes before them.
@NullMarked
package fr.vigie.records.search;

import org.jspecify.annotations.NullMarked;
