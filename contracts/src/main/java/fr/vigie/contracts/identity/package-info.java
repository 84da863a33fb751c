/// What identity-service says: accounts, sign-ins, sessions.
@NullMarked
package fr.vigie.contracts.identity;

import org.jspecify.annotations.NullMarked;
