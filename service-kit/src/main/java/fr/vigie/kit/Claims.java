package fr.vigie.kit;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// What a token says. MicroProfile's own way to a claim it has no word for, as are most of ours,
/// throws and catches an exception each time it is gone: several on every request.
public final class Claims {

  private Claims() {}

  /// A claim as the token has it: a text, a number, a list; null where it has none.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as JsonWebToken.getClaim
  public static <T> T of(JsonWebToken token, String name) {
    return token instanceof OidcJwtCallerPrincipal ours
        ? (T) ours.getClaims().getClaimValue(name)
        : token.getClaim(name);
  }
}
