/// Documents for people: PDF that can be read, printed, and heard.
@NullMarked
package fr.vigie.audit.letters;

import org.jspecify.annotations.NullMarked;
