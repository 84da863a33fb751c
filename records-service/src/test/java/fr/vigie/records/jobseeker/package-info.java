/// What is promised in this package, tried.
@NullMarked
package fr.vigie.records.jobseeker;

import org.jspecify.annotations.NullMarked;
