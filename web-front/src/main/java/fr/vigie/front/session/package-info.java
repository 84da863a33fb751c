/// The sessions of browsers. A browser holds one random value in a cookie that scripts cannot read;
/// the tokens it stands for stay here, sealed. The rule this room guards: no token reaches a
/// browser, and a session that was ended is ended at its next request.
@NullMarked
package fr.vigie.front.session;

import org.jspecify.annotations.NullMarked;
