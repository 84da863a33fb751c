/// Tests of the room.
@NullMarked
package fr.vigie.identity.provider;

import org.jspecify.annotations.NullMarked;
