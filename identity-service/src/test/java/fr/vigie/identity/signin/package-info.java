/// Tests of the room.
@NullMarked
package fr.vigie.identity.signin;

import org.jspecify.annotations.NullMarked;
