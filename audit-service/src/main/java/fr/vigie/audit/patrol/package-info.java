/// Reads the log's contents again and again, and holds them against the tree.
///
/// The rule: a leaf that somebody changes is found without anybody asking, and the alarm names it.
/// Whoever does not trust this service runs audit-verifier.
@NullMarked
package fr.vigie.audit.patrol;

import org.jspecify.annotations.NullMarked;
