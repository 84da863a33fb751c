@NullMarked
package fr.vigie.records.calls;

import org.jspecify.annotations.NullMarked;
