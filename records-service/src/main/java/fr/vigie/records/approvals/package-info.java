/// What nobody may do alone: one asks, two others agree, then it may be done once, within a day.
///
/// The rule it guards: asker and approvers are three persons.
@NullMarked
package fr.vigie.records.approvals;

import org.jspecify.annotations.NullMarked;
