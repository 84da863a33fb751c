/// What holds for the whole service.
@NullMarked
package fr.vigie.lockout;

import org.jspecify.annotations.NullMarked;
