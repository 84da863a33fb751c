/// Files of job seekers from elsewhere, for a beginning: read line by line, sent through the import
/// door, what is refused set apart.
///
/// The rule it guards: a line is taken, or is in the file of rejects with the reason; and an import
/// that broke off goes on where it was.
@NullMarked
package fr.vigie.launcher.files;

import org.jspecify.annotations.NullMarked;
