/// Signing in through another organisation's OpenID provider: ProConnect, or any other.
///
/// The rules this room guards (R14). What the other provider says counts only where it says that at
/// least two factors were shown, in a word that is on the list of that provider: a missing `acr` is
/// the weakest. A person there is known by (the provider that authenticated, its `sub`), never by
/// an e-mail address. It authenticates and does not authorise: whoever is not bound to an account
/// here gets nothing, and binding takes a session of one's own, opened with the factors kept here.
///
/// Whose role asks for a passkey shows one kept here (R12): no provider says which authenticator it
/// took, or vouches for its model.
///
/// A fresh sign-in, as a step-up wants it, is not to be had from over there: ProConnect knows no
/// `max_age`. It is asked for here, with the factors kept here.
@NullMarked
package fr.vigie.identity.federation;

import org.jspecify.annotations.NullMarked;
