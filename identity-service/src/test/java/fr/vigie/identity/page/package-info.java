/// Tests of the words on pages.
@NullMarked
package fr.vigie.identity.page;

import org.jspecify.annotations.NullMarked;
