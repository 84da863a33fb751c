package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an application asks for at `/authorize`, once it is known to be in order.
///
/// @param maxAge how old the sign-in may be, in seconds; negative: as old as it likes
record Asked(
    String redirectUri,
    String challenge,
    String scope,
    @Nullable String nonce,
    boolean silent,
    boolean anew,
    int maxAge) {

  /// What may be asked for; anything else is left out of what is given.
  static final Set<String> SCOPES = Set.of("openid", "profile", "offline_access");

  /// @param parameters of a known client, with a redirect URI of its own
  static Asked of(Parameters parameters) throws OauthRefusal {
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
    var prompt = request.getPrompt() == null ? new Prompt() : request.getPrompt();
    return new Asked(
        request.getRedirectionURI().toString(),
        request.getCodeChallenge().getValue(),
        granted(request.getScope()),
        request.getNonce() == null ? null : request.getNonce().getValue(),
        prompt.contains(Prompt.Type.NONE),
        prompt.contains(Prompt.Type.LOGIN) || prompt.contains(Prompt.Type.SELECT_ACCOUNT),
        request.getMaxAge());
  }

  private static String granted(Scope asked) {
    return String.join(" ", asked.toStringList().stream().filter(SCOPES::contains).toList());
  }

  private static OauthRefusal refused(com.nimbusds.oauth2.sdk.ErrorObject error, String why) {
    return new OauthRefusal(error.setDescription(why));
  }

  /// Whether a session answers it, or the person has to sign in.
  ///
  /// @param since when it was asked: whoever is to sign in anew does so after
  boolean isAnsweredBy(Optional<Session> session, Instant since, Instant now) {
    return session
        .filter(open -> !anew || !open.authenticatedAt().isBefore(since))
        .filter(open ->
            maxAge < 0 || !open.authenticatedAt().plus(Duration.ofSeconds(maxAge)).isBefore(now))
        .isPresent();
  }

  /// What to say where a person may not be asked, and has to be.
  static OauthRefusal loginRequired() {
    return new OauthRefusal(OIDCError.LOGIN_REQUIRED);
  }
}
