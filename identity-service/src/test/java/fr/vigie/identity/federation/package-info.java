@NullMarked
package fr.vigie.identity.federation;

import org.jspecify.annotations.NullMarked;
