package fr.vigie.identity.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import fr.vigie.identity.client.OauthHttp;
import fr.vigie.identity.key.SigningKeys;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.token.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/// What this provider is and can, and the keys its tokens are checked with.
@Path("/")
class DiscoveryResource {

  private final SigningKeys keys;
  private final String metadata;

  DiscoveryResource(SigningKeys keys, IdentitySettings settings) {
    this.keys = keys;
    this.metadata = metadata(settings.url());
  }

  @GET
  @Path(".well-known/openid-configuration")
  public Response openid() {
    return Response.ok(metadata, "application/json").build();
  }

  @GET
  @Path(".well-known/oauth-authorization-server")
  public Response oauth() {
    return openid();
  }

  @GET
  @Path("jwks")
  public Uni<Response> jwks() {
    return OauthHttp.guarded(
        keys.ring()
            .map(ring ->
                Response.ok(ring.published().toString(true), "application/jwk-set+json")
                    .header("Cache-Control", "public, max-age=60")
                    .build()));
  }

  private static String metadata(URI issuer) {
    var all =
        new OIDCProviderMetadata(
            new Issuer(issuer), List.of(SubjectType.PUBLIC), at(issuer, "/jwks"));
    all.setAuthorizationEndpointURI(at(issuer, "/authorize"));
    all.setTokenEndpointURI(at(issuer, "/token"));
    all.setUserInfoEndpointURI(at(issuer, "/userinfo"));
    all.setEndSessionEndpointURI(at(issuer, "/logout"));
    all.setPushedAuthorizationRequestEndpointURI(at(issuer, "/par"));
    all.setIntrospectionEndpointURI(at(issuer, "/introspection"));
    all.setRevocationEndpointURI(at(issuer, "/revocation"));
    all.setSupportsBackChannelLogout(true);
    all.setSupportsBackChannelLogoutSession(true);
    all.setResponseTypes(List.of(ResponseType.CODE));
    all.setResponseModes(List.of(ResponseMode.QUERY));
    all.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    all.setScopes(new Scope(AskedReader.SCOPES.stream().sorted().toArray(String[]::new)));
    all.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    var proofs =
        List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.PRIVATE_KEY_JWT);
    var algorithms = List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);
    all.setTokenEndpointAuthMethods(proofs);
    all.setTokenEndpointJWSAlgs(algorithms);
    all.setIntrospectionEndpointAuthMethods(proofs);
    all.setIntrospectionEndpointJWSAlgs(algorithms);
    all.setRevocationEndpointAuthMethods(proofs);
    all.setRevocationEndpointJWSAlgs(algorithms);
    all.setDPoPJWSAlgs(List.of(JWSAlgorithm.ES256));
    all.setIDTokenJWSAlgs(List.of(JWSAlgorithm.ES256));
    all.setACRs(List.of(new ACR(Tokens.TWO_FACTOR)));
    all.setClaims(
        List.of(
            "sub",
            "sid",
            "acr",
            "amr",
            "auth_time",
            "nonce",
            "name",
            "preferred_username",
            "roles",
            "org",
            "agency"));
    all.setSupportsAuthorizationResponseIssuerParam(true);
    all.setSupportsRequestParam(false);
    all.setSupportsRequestURIParam(false);
    all.setSupportsClaimsParams(true);
    all.setPromptTypes(List.of(Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.SELECT_ACCOUNT));
    try {
      all.setUILocales(List.of(LangTag.parse("fr"), LangTag.parse("en")));
    } catch (LangTagException e) {
      throw new IllegalStateException("fr and en are language tags", e);
    }
    return all.toJSONObject().toJSONString();
  }

  private static URI at(URI issuer, String path) {
    return URI.create(issuer + path);
  }
}
