/// What every service has in common and no domain: who calls, how errors look, service-to-service
/// keys, start-up refusal. A thing used by one service does not live here.
@NullMarked
package fr.vigie.kit;

import org.jspecify.annotations.NullMarked;
