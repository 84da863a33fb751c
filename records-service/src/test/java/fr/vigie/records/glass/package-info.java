@NullMarked
package fr.vigie.records.glass;

import org.jspecify.annotations.NullMarked;
