/// Tries of the rule that three persons are three.
@NullMarked
package fr.vigie.records.approvals;

import org.jspecify.annotations.NullMarked;
