/// Invitations: how somebody with an account and no factor yet comes to have some. The rules this
/// room guards: one admin gives a link and another a code, and only who has both enrols; an account
/// with any factor is invited to nothing, so that this is no way to replace one; link and code are
/// good once, for a day and for five tries; they lead to factors, never to a session.
@NullMarked
package fr.vigie.identity.invitation;

import org.jspecify.annotations.NullMarked;
