/// The suite from outside: started as a newcomer starts it, driven through its doors, killed,
/// tampered with. Few stories, each one sentence a user would say.
@NullMarked
package fr.vigie.e2e;

import org.jspecify.annotations.NullMarked;
