/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records.relations;

import org.jspecify.annotations.NullMarked;
