@NullMarked
package fr.vigie.identity.reset;

import org.jspecify.annotations.NullMarked;
