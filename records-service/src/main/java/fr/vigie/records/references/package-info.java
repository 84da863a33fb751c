/// References of persons as advisors and managers see them.
///
/// The rule it guards: a reference works for the one it was given to and for nobody else (R25). It
/// cannot be guessed, cannot be handed on, and two who lay their lists side by side do not find the
/// same person in both.
@NullMarked
package fr.vigie.records.references;

import org.jspecify.annotations.NullMarked;
