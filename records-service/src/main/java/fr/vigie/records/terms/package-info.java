/// Finds a person by an exact number without a number lying anywhere: keyed hashes of them do.
///
/// The rule it guards: an index can be asked, not read. Without the key, which lies outside the
/// database, a row says nothing, and who has the database cannot try numbers one by one.
@NullMarked
package fr.vigie.records.terms;

import org.jspecify.annotations.NullMarked;
