/// Tests of references.
@NullMarked
package fr.vigie.records.references;

import org.jspecify.annotations.NullMarked;
