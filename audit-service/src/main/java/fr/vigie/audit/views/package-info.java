/// Views of the log: tables that questions are answered from, kept up by following the leaves.
///
/// The rule: nothing is in a view that no entry says. So a view may be emptied and built anew at
/// any time, beside the one that is read, and comes out the same.
@NullMarked
package fr.vigie.audit.views;

import org.jspecify.annotations.NullMarked;
