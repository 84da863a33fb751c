/// Tests of the room.
@NullMarked
package fr.vigie.identity.lifecycle;

import org.jspecify.annotations.NullMarked;
