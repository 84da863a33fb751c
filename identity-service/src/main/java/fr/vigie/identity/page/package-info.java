/// What the pages for people have in common: words in French and English, headers, the look. They
/// work without JavaScript and admit none.
@NullMarked
package fr.vigie.identity.page;

import org.jspecify.annotations.NullMarked;
