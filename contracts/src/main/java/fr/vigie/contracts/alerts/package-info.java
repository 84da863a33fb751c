/// Lines that were crossed, and what is asked for because of it.
@NullMarked
package fr.vigie.contracts.alerts;

import org.jspecify.annotations.NullMarked;
