@NullMarked
package fr.vigie.lockout.platform;

import org.jspecify.annotations.NullMarked;
