/// Tries to take many files at once.
@NullMarked
package fr.vigie.records.exports;

import org.jspecify.annotations.NullMarked;
