@NullMarked
package fr.vigie.lockout.devices;

import org.jspecify.annotations.NullMarked;
