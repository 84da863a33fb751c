/// What the index says, and under which key.
@NullMarked
package fr.vigie.records.terms;

import org.jspecify.annotations.NullMarked;
