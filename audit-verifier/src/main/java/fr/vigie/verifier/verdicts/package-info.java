/// What is believed before a check, and what a check came to.
///
/// The rule: a fault names the first leaf that is not right.
@NullMarked
package fr.vigie.verifier.verdicts;

import org.jspecify.annotations.NullMarked;
