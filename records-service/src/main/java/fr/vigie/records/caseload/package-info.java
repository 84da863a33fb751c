/// Who follows whom, and what an advisor's own portfolio looks like.
///
/// The rule it guards: a list shows the own portfolio only, and not before the event that says whom
/// it showed.
@NullMarked
package fr.vigie.records.caseload;

import org.jspecify.annotations.NullMarked;
