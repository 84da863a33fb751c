/// The rules that detectors keep (R42 to R46): pure folds of disclosures, each with its memory.
///
/// The rule: what a rule says depends on the entries it was given, in their order, and on nothing
/// else; so that a trial of the past and a watch of the present come to the same.
@NullMarked
package fr.vigie.audit.rules;

import org.jspecify.annotations.NullMarked;
