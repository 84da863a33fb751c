/// Tests of tokens that are bound to a key.
@NullMarked
package fr.vigie.kit.dpop;

import org.jspecify.annotations.NullMarked;
