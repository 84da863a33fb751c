@NullMarked
package fr.vigie.lockout.policy;

import org.jspecify.annotations.NullMarked;
