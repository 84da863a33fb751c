/// A rule on trial: what a candidate would have said of a time that is past, beside what was said.
///
/// The rule: a trial reads the log and changes nothing; the same trial of the same leaves comes to
/// the same, and its digest says so.
@NullMarked
package fr.vigie.audit.trial;

import org.jspecify.annotations.NullMarked;
