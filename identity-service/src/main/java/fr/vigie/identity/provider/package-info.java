/// The OpenID provider's front door: what may be asked, by browser or pushed (RFC 9126), and what
/// is answered. Messages and JOSE are Nimbus'; storage and policy are ours.
///
/// The rules this room guards: PKCE with S256, always; errors are those the RFCs name, sent only to
/// a redirect URI that is registered to the letter.
///
/// The tour of a request: `/authorize` keeps what was asked and, where nobody is signed in, sends
/// the browser to `/sign-in?request=<id>`; the sign-in ends at `/authorize/resume?request=<id>`,
/// which answers the application with a code.
@NullMarked
package fr.vigie.identity.provider;

import org.jspecify.annotations.NullMarked;
