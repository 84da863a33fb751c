/// Tries of the import of files.
@NullMarked
package fr.vigie.launcher.files;

import org.jspecify.annotations.NullMarked;
