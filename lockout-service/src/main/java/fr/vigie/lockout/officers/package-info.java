/// What security officers see and do, over HTTP: freezes, how each came about, what was held, and
/// the two steps of a thaw; locks, how much can be guessed at an account, and unlocking. And the
/// one thing everybody may do: freeze oneself.
///
/// The rule this room guards: every call leaves an event before it is answered, a look too.
@NullMarked
package fr.vigie.lockout.officers;

import org.jspecify.annotations.NullMarked;
