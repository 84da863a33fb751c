/// Clock, store, relay, ingestion, faults: wiring alone.
@NullMarked
package fr.vigie.audit.platform;

import org.jspecify.annotations.NullMarked;
