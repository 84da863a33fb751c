/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records;

import org.jspecify.annotations.NullMarked;
