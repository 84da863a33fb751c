/// The command `vigie`: one machine's suite from start to stop, its data, and the questions put to
/// it.
@NullMarked
package fr.vigie.launcher;

import org.jspecify.annotations.NullMarked;
