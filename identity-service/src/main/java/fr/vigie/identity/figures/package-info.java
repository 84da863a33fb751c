/// Figures of how people sign in: each step by factor and outcome with the time it took, each
/// failure by its reason, and how many accounts of an organisation have a passkey. Never whose.
@NullMarked
package fr.vigie.identity.figures;

import org.jspecify.annotations.NullMarked;
