@NullMarked
package fr.vigie.records.keys;

import org.jspecify.annotations.NullMarked;
