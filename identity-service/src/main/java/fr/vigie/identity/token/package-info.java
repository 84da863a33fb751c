/// Codes, access tokens, ID tokens, refresh tokens. The rules this room guards: a code or a refresh
/// token is good once, and a second use ends the session; what a token says comes from the session
/// and the account's events at that moment.
@NullMarked
package fr.vigie.identity.token;

import org.jspecify.annotations.NullMarked;
