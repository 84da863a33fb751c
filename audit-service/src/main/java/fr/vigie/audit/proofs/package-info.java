/// What anybody can hold the log against: its tiles, bundles of entries and proofs, in the formats
/// of C2SP (tlog-tiles, tlog-proof).
///
/// The rule: nothing is shown that no checkpoint covers, and who reads entries is written down.
@NullMarked
package fr.vigie.audit.proofs;

import org.jspecify.annotations.NullMarked;
