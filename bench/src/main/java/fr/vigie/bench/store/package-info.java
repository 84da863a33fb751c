@NullMarked
package fr.vigie.bench.store;

import org.jspecify.annotations.NullMarked;
