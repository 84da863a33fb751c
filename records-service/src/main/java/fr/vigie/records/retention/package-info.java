/// How long data is kept, and how it ends.
///
/// The rules it guards: what may no longer be kept is erased on the day, by destroying its key;
/// that is an event, and nothing brings the data back.
@NullMarked
package fr.vigie.records.retention;

import org.jspecify.annotations.NullMarked;
