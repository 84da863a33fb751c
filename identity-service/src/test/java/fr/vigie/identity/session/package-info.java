/// Tests of the room.
@NullMarked
package fr.vigie.identity.session;

import org.jspecify.annotations.NullMarked;
