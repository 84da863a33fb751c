@NullMarked
package fr.vigie.records.fields;

import org.jspecify.annotations.NullMarked;
