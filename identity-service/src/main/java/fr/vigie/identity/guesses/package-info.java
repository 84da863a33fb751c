/// Guesses are lockout-service's to allow: a permit is asked before any secret is looked at, and
/// its outcome is told after. The rule this room guards: no answer, no guess.
@NullMarked
package fr.vigie.identity.guesses;

import org.jspecify.annotations.NullMarked;
