/// What the fields of a file must be, and how they are read from what somebody sent.
///
/// The rule it guards: a field is what it should be or is named, in French and in English, and
/// never quoted.
@NullMarked
package fr.vigie.records.fields;

import org.jspecify.annotations.NullMarked;
