/// Tests of the room.
@NullMarked
package fr.vigie.identity.totp;

import org.jspecify.annotations.NullMarked;
