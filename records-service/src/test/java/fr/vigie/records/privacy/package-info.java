@NullMarked
package fr.vigie.records.privacy;

import org.jspecify.annotations.NullMarked;
