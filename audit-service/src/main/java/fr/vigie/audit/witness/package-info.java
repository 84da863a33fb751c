/// Asks witnesses to sign what the log signed. (C2SP tlog-witness)
///
/// The rule: what a witness has seen is believed before the database: a log that does not go on
/// from it is neither signed nor added to.
@NullMarked
package fr.vigie.audit.witness;

import org.jspecify.annotations.NullMarked;
