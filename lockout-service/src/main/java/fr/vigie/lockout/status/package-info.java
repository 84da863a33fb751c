/// The latest word on who may act, for every service: repeats what freezes say on the compacted
/// topic. The rule this room guards: what stands there was durable in the store before, and comes
/// in the store's order.
@NullMarked
package fr.vigie.lockout.status;

import org.jspecify.annotations.NullMarked;
