/// What lockout-service says: attempts, locks.
@NullMarked
package fr.vigie.contracts.lockout;

import org.jspecify.annotations.NullMarked;
