/// Tests of the room.
@NullMarked
package fr.vigie.identity.password;

import org.jspecify.annotations.NullMarked;
