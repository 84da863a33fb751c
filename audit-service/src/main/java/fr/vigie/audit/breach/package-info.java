/// What a breach let out: given accounts, sessions or a time, the exact persons, field classes,
/// numbers by organisation, first and last time, each access with its proof (R49); the form of
/// Article 33 with its 72 hours; the list of Article 34 (R50).
///
/// The rule: the list of persons who must be told goes to the privacy officer who asked for it,
/// once, after two other people agreed. Every step is an event.
@NullMarked
package fr.vigie.audit.breach;

import org.jspecify.annotations.NullMarked;
