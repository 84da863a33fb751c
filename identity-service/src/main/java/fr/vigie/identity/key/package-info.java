/// The keys tokens are signed with. The rule this room guards: whoever checks a token finds its key
/// for as long as the token is good, and no private half ever lies open.
@NullMarked
package fr.vigie.identity.key;

import org.jspecify.annotations.NullMarked;
