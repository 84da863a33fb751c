@NullMarked
package fr.vigie.identity.key;

import org.jspecify.annotations.NullMarked;
