package fr.vigie.identity.token;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.ClientDoor;
import fr.vigie.identity.client.OauthHttp;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.client.ShownKeys;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where applications change a code or a refresh token for tokens. Nothing else is changed here: no
/// password, no client's own.
@Path("/token")
class TokenResource {

  private final ClientDoor door;
  private final ShownKeys keys;
  private final Codes codes;
  private final RefreshTokens refreshTokens;
  private final Tokens tokens;
  private final Sessions sessions;
  private final StolenTokens stolen;

  TokenResource(
      ClientDoor door,
      ShownKeys keys,
      Codes codes,
      RefreshTokens refreshTokens,
      Tokens tokens,
      Sessions sessions,
      StolenTokens stolen) {
    this.door = door;
    this.keys = keys;
    this.codes = codes;
    this.refreshTokens = refreshTokens;
    this.tokens = tokens;
    this.sessions = sessions;
    this.stolen = stolen;
  }

  @POST
  public Uni<Response> change(String body, @Context HttpHeaders headers) {
    return door.open(
            "token",
            body,
            headers,
            TokenRequest::parse,
            (request, client, trail) ->
                keys.look(headers, "/token", client)
                    .flatMap(key -> change(request, client, key, trail)))
        .map(answer -> keys.withNonce(answer, headers));
  }

  private Uni<Response> change(
      TokenRequest request, Client client, Optional<String> key, Trail trail) {
    return switch (request.getAuthorizationGrant()) {
      case AuthorizationCodeGrant grant -> redeem(grant, client, key, trail);
      case RefreshTokenGrant grant -> refresh(grant, client, key, trail);
      default -> Uni.createFrom().failure(new OauthRefusal(OAuth2Error.UNSUPPORTED_GRANT_TYPE));
    };
  }

  private Uni<Response> redeem(
      AuthorizationCodeGrant grant, Client client, Optional<String> key, Trail trail) {
    var refresh = Opaque.random();
    return codes
        .redeem(new Opaque(grant.getAuthorizationCode().getValue()), refresh, key)
        .flatMap(redeemed ->
            switch (redeemed) {
              case Codes.Redeemed.Good(var good, _)
                  when good.key() != null && !key.equals(Optional.of(good.key())) ->
                  refused("dpop-key-swapped");
              case Codes.Redeemed.Good(var good, var holder) when fits(good, grant, client) ->
                  issue(holder, client, good.scope(), good.nonce(), key, refresh);
              case Codes.Redeemed.Again(var session) ->
                  sessions
                      .end(session, EndCause.CODE_REUSED, trail)
                      .chain(() -> stolen.seen(AlertRule.CODE_REUSED, session, trail))
                      .chain(() -> refused("code-reused"));
              case Codes.Redeemed.Good _ -> refused("code-of-another");
              case Codes.Redeemed.Unknown _ -> refused("code-unknown");
            });
  }

  private static boolean fits(Codes.Grant good, AuthorizationCodeGrant shown, Client client) {
    return good.client().equals(client.id())
        && shown.getRedirectionURI() != null
        && good.redirectUri().equals(shown.getRedirectionURI().toString())
        && shown.getCodeVerifier() != null
        && CodeChallenge.compute(CodeChallengeMethod.S256, shown.getCodeVerifier())
            .getValue()
            .equals(good.challenge());
  }

  private Uni<Response> refresh(
      RefreshTokenGrant grant, Client client, Optional<String> key, Trail trail) {
    return refreshTokens
        .redeem(new Opaque(grant.getRefreshToken().getValue()), client.id(), key)
        .flatMap(redeemed ->
            switch (redeemed) {
              case RefreshTokens.Redeemed.Good(var scope, var next, var holder) ->
                  issue(holder, client, scope, null, key, next);
              case RefreshTokens.Redeemed.Again(var session) ->
                  sessions
                      .end(session, EndCause.REFRESH_REUSED, trail)
                      .chain(() -> stolen.seen(AlertRule.REFRESH_TOKEN_REUSED, session, trail))
                      .chain(() -> refused("refresh-token-reused"));
              case RefreshTokens.Redeemed.Anothers _ -> refused("refresh-token-of-another");
              case RefreshTokens.Redeemed.Unknown _ -> refused("refresh-token-unknown");
            });
  }

  private Uni<Response> issue(
      Optional<Holder> holder,
      Client client,
      String scope,
      @Nullable String nonce,
      Optional<String> key,
      Opaque refresh) {
    var issued =
        holder.isEmpty()
            ? Uni.createFrom().item(Optional.<OIDCTokenResponse>empty())
            : tokens.issue(
                new Tokens.Wanted(holder.get(), client.id(), scope, nonce, key, refresh));
    return issued.map(answer ->
        answer
            .map(one -> OauthHttp.answer(one.toHTTPResponse()))
            .orElseGet(() -> OauthHttp.error(OAuth2Error.INVALID_GRANT)));
  }

  private static Uni<Response> refused(String reason) {
    return Uni.createFrom().failure(new OauthRefusal(OAuth2Error.INVALID_GRANT, reason));
  }
}
