package fr.vigie.identity.provider;

import java.util.Optional;

/// An application's request, as far as the sign-in pages need to know it.
///
/// @param request its id
/// @param ours it is our own page that sent the browser here, and wants it back
/// @param fresh factors are to be shown here and now, whatever was shown before
/// @param origin where the browser will be sent in the end
/// @param uiLocales languages the application asks for
/// @param loginHint what it believes the login to be; empty where it says nothing
public record Asking(
    String request,
    boolean ours,
    boolean fresh,
    String origin,
    Optional<String> uiLocales,
    String loginHint) {}
