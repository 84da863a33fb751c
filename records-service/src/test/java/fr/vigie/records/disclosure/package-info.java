/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records.disclosure;

import org.jspecify.annotations.NullMarked;
