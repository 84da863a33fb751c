package fr.vigie.identity;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;

/// The front end as a relying party, on Nimbus' client side.
final class Application {

  final String base;
  final CodeVerifier verifier = new CodeVerifier();
  final State state = new State();
  final Nonce nonce = new Nonce();

  Application(String base) {
    this.base = base;
  }

  AuthenticationRequest.Builder request() {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            new Scope("openid", "profile"),
            new ClientID("web-front"),
            URI.create(FakeLockout.CALLBACK))
        .endpointURI(URI.create(base + "/authorize"))
        .state(state)
        .nonce(nonce)
        .codeChallenge(verifier, CodeChallengeMethod.S256);
  }

  /// The page that asks for a password.
  HttpResponse<String> page(Browser browser) {
    return browser.follow(browser.get(request().build().toURI().toString()));
  }

  /// The page that asks for a code, once the password was right.
  HttpResponse<String> codePage(Browser browser, Person person) {
    return browser.follow(password(browser, page(browser), person.login(), Person.PASSWORD));
  }

  /// Walks the whole way in.
  HttpResponse<String> signIn(Browser browser, Person person) {
    return signIn(browser, person, page(browser));
  }

  /// From the password form on, to the redirect back here.
  HttpResponse<String> signIn(Browser browser, Person person, HttpResponse<String> page) {
    var code = browser.follow(password(browser, page, person.login(), Person.PASSWORD));
    var done = code(browser, code, person.code(TestClock.NOW.instant()));
    return browser.follow(done);
  }

  static HttpResponse<String> password(
      Browser browser, HttpResponse<String> page, String login, String password) {
    var form = Browser.fields(page);
    form.put("login", login);
    form.put("password", password);
    return browser.post("/sign-in", form);
  }

  static HttpResponse<String> code(Browser browser, HttpResponse<String> page, String code) {
    var form = Browser.fields(page);
    form.put("code", code);
    return browser.post("/sign-in/code", form);
  }

  /// The code in a redirect; checks state and issuer on the way.
  AuthorizationCode codeOf(HttpResponse<String> redirect) {
    try {
      var response = AuthenticationResponseParser.parse(URI.create(Browser.location(redirect)));
      if (!(response instanceof AuthenticationSuccessResponse success)
          || !success.getState().equals(state)
          || !success.getIssuer().getValue().equals(base)) {
        throw new AssertionError("not an answer to our request: " + Browser.location(redirect));
      }
      return success.getAuthorizationCode();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  TokenResponse change(AuthorizationCode code) {
    return change(new AuthorizationCodeGrant(code, URI.create(FakeLockout.CALLBACK), verifier));
  }

  TokenResponse refresh(RefreshToken token) {
    return change(new RefreshTokenGrant(token));
  }

  TokenResponse change(AuthorizationGrant grant) {
    return change("web-front", FakeLockout.CLIENT_SECRET, grant);
  }

  TokenResponse change(String client, String secret, AuthorizationGrant grant) {
    try {
      var request =
          new TokenRequest.Builder(
                  URI.create(base + "/token"),
                  new ClientSecretBasic(new ClientID(client), new Secret(secret)),
                  grant)
              .build();
      return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static OIDCTokenResponse tokens(TokenResponse response) {
    if (!response.indicatesSuccess()) {
      throw new AssertionError(response.toErrorResponse().toJSONObject().toJSONString());
    }
    return (OIDCTokenResponse) response.toSuccessResponse();
  }

  static String error(TokenResponse response) {
    if (response.indicatesSuccess()) {
      throw new AssertionError("tokens were given");
    }
    return response.toErrorResponse().getErrorObject().getCode();
  }
}
