/// Letters to people: what they have to know outside these pages, and the one thing they are sent.
///
/// The rules this room guards: an address is kept sealed and shown to nobody; notices go to another
/// address than links, so that whoever reads one does not hide the other; a letter says nothing of
/// anybody but whom it goes to.
@NullMarked
package fr.vigie.identity.post;

import org.jspecify.annotations.NullMarked;
