/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records.search;

import org.jspecify.annotations.NullMarked;
