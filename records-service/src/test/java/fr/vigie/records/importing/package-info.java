@NullMarked
package fr.vigie.records.importing;

import org.jspecify.annotations.NullMarked;
