@NullMarked
package fr.vigie.lockout.alerts;

import org.jspecify.annotations.NullMarked;
