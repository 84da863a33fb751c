@NullMarked
package fr.vigie.lockout.locks;

import org.jspecify.annotations.NullMarked;
