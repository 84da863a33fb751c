/// Signing in: with a passkey, or with a password and then a one-time code, both always. The rules
/// this room guards: no session on one factor, and none on less than a passkey where the account's
/// roles ask for one; no secret looked at without a permit of lockout-service; the same answer,
/// status and time class for an unknown login, a wrong secret and a locked account.
///
/// ## For programs
///
/// The pages can be walked by any HTTP client that keeps cookies. They are `__Host-` cookies and so
/// `Secure`: a client on plain `http://localhost` has to send them by hand, as browsers do.
///
/// 1. `GET /authorize?…` answers 303 to `/sign-in?request=<id>` and sets `__Host-vigie-visit`.
/// 2. `GET` that page; take the hidden fields `request` and `csrf` from it.
/// 3. `POST /sign-in`, form-encoded: `login`, `password`, `csrf`, `request`. Right: 303 to
///    `/sign-in/code` and a cookie `__Host-vigie-journey`. Anything else: 403 and the form again.
///    Or, instead of login and password, `credential`: what `navigator.credentials.get` gave, as
///    JSON, for the options in the form's `data-options`. Right: on with 6.
/// 4. `GET` that page; take `csrf` from it.
/// 5. `POST /sign-in/code`: `code`, `csrf`. Right: 303 to `/authorize/resume?request=<id>` and the
///    cookie `__Host-vigie-session`. Anything else: 403 and the form again. Where a passkey is
///    asked for: 303 to `/sign-in/passkey`, which takes a new one, or to the first page again.
/// 6. `GET` that address: 303 to the application's redirect URI with `code`, `state` and `iss`.
///
/// Answers: 400 a form that lacks something, is out of date or was not ours; 403 not recognised;
/// 429 too many sign-ins at once (nothing was looked at); 503 lockout-service or the database is
/// away (nothing was granted).
@NullMarked
package fr.vigie.identity.signin;

import org.jspecify.annotations.NullMarked;
