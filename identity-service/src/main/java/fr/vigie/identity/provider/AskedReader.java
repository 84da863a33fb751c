package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.token.Tokens;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads an application's request, or says with which error of the RFCs it is refused.
final class AskedReader {

  /// What may be asked for; anything else is left out of what is given.
  static final Set<String> SCOPES = Set.of("openid", "profile", "offline_access");

  private AskedReader() {}

  /// What is asked for, where it is in order.
  ///
  /// @param parameters of a known client, with a redirect URI of its own
  static Asked read(Parameters parameters) throws OauthRefusal {
    if (!parameters.areSound()) {
      throw refused(OAuth2Error.INVALID_REQUEST, "A parameter is doubled, too long, or unsound");
    }
    if (parameters.all().containsKey("request")) {
      throw new OauthRefusal(OAuth2Error.REQUEST_NOT_SUPPORTED);
    }
    if (parameters.all().containsKey("request_uri")) {
      throw new OauthRefusal(OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
    }
    AuthenticationRequest request;
    try {
      request = AuthenticationRequest.parse(parameters.all());
    } catch (ParseException e) {
      throw new OauthRefusal(
          e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
    }
    if (!request.getResponseType().equals(ResponseType.CODE)) {
      throw new OauthRefusal(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }
    if (request.getResponseMode() != null
        && !request.getResponseMode().equals(ResponseMode.QUERY)) {
      throw refused(OAuth2Error.INVALID_REQUEST, "Only response_mode=query is supported");
    }
    // A missing method means `plain` (RFC 7636, 4.3), which protects nothing.
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
        || !request.getCodeChallenge().getValue().matches("[A-Za-z0-9_-]{43}")) {
      throw refused(OAuth2Error.INVALID_REQUEST, "PKCE with S256 is required");
    }
    refuseWhatCannotBeMet(request);
    var prompt = request.getPrompt() == null ? new Prompt() : request.getPrompt();
    return new Asked(
        request.getRedirectionURI().toString(),
        request.getCodeChallenge().getValue(),
        granted(request.getScope()),
        request.getNonce() == null ? null : request.getNonce().getValue(),
        request.getDPoPJWKThumbprintConfirmation() == null
            ? null
            : request.getDPoPJWKThumbprintConfirmation().getValue().toString(),
        expected(request),
        prompt.contains(Prompt.Type.NONE),
        prompt.contains(Prompt.Type.LOGIN) || prompt.contains(Prompt.Type.SELECT_ACCOUNT),
        request.getMaxAge());
  }

  // Whoever asks for an acr as essential would rather have none signed in than by less. All we give
  // is two factors; `acr_values` without more are a wish (OpenID Connect Core, 5.5.1.1).
  private static void refuseWhatCannotBeMet(AuthenticationRequest request) throws OauthRefusal {
    var acr = ofIdToken(request, "acr");
    if (acr == null || acr.getClaimRequirement() != ClaimRequirement.ESSENTIAL) {
      return;
    }
    var values =
        acr.getValuesAsListOfStrings() == null
            ? Stream.ofNullable(acr.getValueAsString()).toList()
            : acr.getValuesAsListOfStrings();
    if (!values.isEmpty() && !values.contains(Tokens.TWO_FACTOR)) {
      throw new OauthRefusal(OIDCError.UNMET_AUTHENTICATION_REQUIREMENTS);
    }
  }

  // A `sub` that is asked for with a value is the one person the answer may be about (5.5.1).
  private static @Nullable String expected(AuthenticationRequest request) {
    var sub = ofIdToken(request, "sub");
    return sub == null ? null : sub.getValueAsString();
  }

  private static ClaimsSetRequest.@Nullable Entry ofIdToken(
      AuthenticationRequest request, String claim) {
    var claims = request.getOIDCClaims();
    var ofIdToken = claims == null ? null : claims.getIDTokenClaimsRequest();
    return ofIdToken == null ? null : ofIdToken.get(claim);
  }

  private static String granted(Scope asked) {
    return String.join(" ", asked.toStringList().stream().filter(SCOPES::contains).toList());
  }

  private static OauthRefusal refused(ErrorObject error, String why) {
    return new OauthRefusal(error.setDescription(why));
  }
}
