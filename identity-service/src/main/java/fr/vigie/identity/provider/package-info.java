/// The OpenID provider: authorization code with PKCE (S256 only), pushed requests (RFC 9126),
/// tokens, refresh with rotation, userinfo, sign-out. Messages and JOSE are Nimbus'; storage and
/// policy are ours.
///
/// The rules this room guards: a code or a refresh token is good once, and a second use ends the
/// session; what a token says comes from the session and the account's events at that moment;
/// errors are those the RFCs name, sent only to a redirect URI that is registered to the letter.
///
/// The tour of a request: `/authorize` keeps what was asked and, where nobody is signed in, sends
/// the browser to `/sign-in?request=<id>`; the sign-in ends at `/authorize/resume?request=<id>`,
/// which answers the application with a code.
@NullMarked
package fr.vigie.identity.provider;

import org.jspecify.annotations.NullMarked;
