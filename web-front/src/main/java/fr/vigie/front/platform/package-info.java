/// Wiring alone: the clock, and answers given before any resource is reached.
@NullMarked
package fr.vigie.front.platform;

import org.jspecify.annotations.NullMarked;
