/// Files from outside, many at a time.
///
/// The rule it guards: a batch comes in as a whole or not at all, and a person who has a file keeps
/// it, however often and however many times at once the batch is sent.
@NullMarked
package fr.vigie.records.importing;

import org.jspecify.annotations.NullMarked;
