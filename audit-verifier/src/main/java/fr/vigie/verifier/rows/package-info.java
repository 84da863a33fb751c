/// A log read from its database.
///
/// The rule: one pass in one snapshot and in constant memory; whoever keeps the database may be the
/// one who altered it.
@NullMarked
package fr.vigie.verifier.rows;

import org.jspecify.annotations.NullMarked;
