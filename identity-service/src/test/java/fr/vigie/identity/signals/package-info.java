/// Tests of what other systems are told.
@NullMarked
package fr.vigie.identity.signals;

import org.jspecify.annotations.NullMarked;
