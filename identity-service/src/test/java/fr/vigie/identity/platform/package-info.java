/// Tests of the room.
@NullMarked
package fr.vigie.identity.platform;

import org.jspecify.annotations.NullMarked;
