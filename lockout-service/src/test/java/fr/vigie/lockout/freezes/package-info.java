@NullMarked
package fr.vigie.lockout.freezes;

import org.jspecify.annotations.NullMarked;
