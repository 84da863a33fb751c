/// Faults, deadlines, the outbox's bound: wiring alone. Knows no room.
@NullMarked
package fr.vigie.records.platform;

import org.jspecify.annotations.NullMarked;
