/// The way from our pages to the services behind: each call goes on with the user's access token,
/// and the answer comes back as it was. No rule lives here: who may see what is decided where the
/// data is.
@NullMarked
package fr.vigie.front.passage;

import org.jspecify.annotations.NullMarked;
