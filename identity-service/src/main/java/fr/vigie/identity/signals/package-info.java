/// Telling other systems that somebody's sessions or factors are not what they were: security event
/// tokens (RFC 8417) with the events of CAEP, pushed (RFC 8935) or fetched (RFC 8936). The rule
/// this room guards: what was to be told is kept until the receiver says that it has it.
@NullMarked
package fr.vigie.identity.signals;

import org.jspecify.annotations.NullMarked;
