@NullMarked
package fr.vigie.identity.passkey;

import org.jspecify.annotations.NullMarked;
