/// The screens as files, and the headers that bind what a browser does with them. The rule this
/// room guards: nothing but our own scripts runs in our pages, and nothing they show is kept.
@NullMarked
package fr.vigie.front.page;

import org.jspecify.annotations.NullMarked;
