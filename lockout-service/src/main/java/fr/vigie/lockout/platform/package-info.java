/// Clock, store, relay, problems: the wiring of lockout-service. Knows of rooms only what they
/// store.
@NullMarked
package fr.vigie.lockout.platform;

import org.jspecify.annotations.NullMarked;
