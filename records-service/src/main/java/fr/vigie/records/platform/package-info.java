/// Clock, store, relay, faults: wiring alone. Knows no room.
@NullMarked
package fr.vigie.records.platform;

import org.jspecify.annotations.NullMarked;
