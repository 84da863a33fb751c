/// The keys of persons: how they are made, wrapped, found, and destroyed.
///
/// The rule it guards: what is personal is readable only with a key of that person's own. Who
/// destroys the key has erased the person, from the events too.
@NullMarked
package fr.vigie.records.keys;

import org.jspecify.annotations.NullMarked;
