/// The doors that a bench holds records-service against: the same rows, opened with the same keys,
/// behind the same token check, and nothing or little written down. They break the first law, and
/// are in no build of the service: this application is started by a bench alone.
@NullMarked
package fr.vigie.bench.peer;

import org.jspecify.annotations.NullMarked;
