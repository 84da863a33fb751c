/// Files handed to a service: ordered by one, agreed to by two others, done once.
///
/// The rule it guards: there is no other way for several files to leave, none of it is for
/// advisors, and each person in it is disclosed by an event of the person's own and debited like
/// any other (R31).
@NullMarked
package fr.vigie.records.exports;

import org.jspecify.annotations.NullMarked;
