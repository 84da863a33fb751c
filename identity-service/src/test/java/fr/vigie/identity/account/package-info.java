/// Tests of the room.
@NullMarked
package fr.vigie.identity.account;

import org.jspecify.annotations.NullMarked;
