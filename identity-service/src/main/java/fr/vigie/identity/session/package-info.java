/// Sessions: who is signed in, since when, until when. The rules this room guards: a session is
/// opened for two factors or more and never for fewer; every way it can end goes through one door
/// and leaves one event.
///
/// A session ends in its row first, so that it is over at once; the event follows, and a sweep
/// makes up for one that a crash kept back. A session begins with its event, so that none is open
/// unseen.
@NullMarked
package fr.vigie.identity.session;

import org.jspecify.annotations.NullMarked;
