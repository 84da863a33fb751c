/// How often a secret may be guessed: stories, a model, and attacks on a real database.
@NullMarked
package fr.vigie.lockout.attempts;

import org.jspecify.annotations.NullMarked;
