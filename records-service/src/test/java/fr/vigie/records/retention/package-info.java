/// Periods, to the day.
@NullMarked
package fr.vigie.records.retention;

import org.jspecify.annotations.NullMarked;
