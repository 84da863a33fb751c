/// Tests of the room.
@NullMarked
package fr.vigie.identity.recovery;

import org.jspecify.annotations.NullMarked;
