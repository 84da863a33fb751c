/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records.standing;

import org.jspecify.annotations.NullMarked;
