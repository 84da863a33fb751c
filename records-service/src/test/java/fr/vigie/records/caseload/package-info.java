/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records.caseload;

import org.jspecify.annotations.NullMarked;
