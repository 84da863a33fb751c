/// Whether somebody may act, as far as this service's own store knows.
///
/// The rule it guards: a freeze wins over what is under way. lockout-service says who is frozen on
/// Kafka, and the guard at the door refuses the next request; here it is written into the store as
/// well, where the decision to disclose depends on it, so that a request that was let in before
/// loses the race.
@NullMarked
package fr.vigie.records.standing;

import org.jspecify.annotations.NullMarked;
