@NullMarked
package fr.vigie.bench;

import org.jspecify.annotations.NullMarked;
