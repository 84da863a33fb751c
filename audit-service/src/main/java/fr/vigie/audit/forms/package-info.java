/// Forms an event of the log takes outside: an object in an answer, a line for programs, a row for
/// a spreadsheet or a table of columns.
///
/// The rule: a form leaves nothing out that another one says, and no cell of it does anything.
@NullMarked
package fr.vigie.audit.forms;

import org.jspecify.annotations.NullMarked;
