/// The command and the script before it.
@NullMarked
package fr.vigie.launcher;

import org.jspecify.annotations.NullMarked;
