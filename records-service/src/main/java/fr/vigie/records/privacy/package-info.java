/// The rights of the person a file is about: a copy of everything (Art. 15), and erasure (Art. 17).
///
/// The rules it guards: a copy is a disclosure like any other, debited and recorded before a byte
/// of it leaves; an erasure takes three persons.
@NullMarked
package fr.vigie.records.privacy;

import org.jspecify.annotations.NullMarked;
