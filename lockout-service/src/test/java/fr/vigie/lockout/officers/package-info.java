@NullMarked
package fr.vigie.lockout.officers;

import org.jspecify.annotations.NullMarked;
