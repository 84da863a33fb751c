package fr.vigie.launcher.breach;

import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.embedded.CannotStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Signs a person in as the front does: authorization code with PKCE, through identity-service's
/// own pages, with both factors.
///
/// @param identity the provider
/// @param redirectUri where the client is answered; nobody listens there for us, the address is
///   read from the redirect
/// @param clientSecret of the client `web-front`
public record SignIn(HttpClient http, URI identity, String redirectUri, String clientSecret) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long CODE_STEP_MILLIS = 30_000;

  /// Somebody signed in.
  ///
  /// @param session the `sid` of the token
  public record Signed(String accessToken, String account, String session) {
    @Override
    public String toString() {
      return "Signed[" + account + "]";
    }
  }

  /// Signs this person in.
  ///
  /// @param code asked for at the moment it is typed
  /// @throws CannotStartException where the person is not let in
  public Signed as(String login, String password, Supplier<String> code)
      throws IOException, InterruptedException {
    var verifier = random();
    var state = random();
    var browser = new Browser(http);
    var asked = browser.follow(browser.get(authorize(verifier, state)));
    if (!asked.asksFor("password")) {
      throw refused(login, "there is no page that asks for a password", asked);
    }
    var answer = browser.submit(asked, Map.of("login", login, "password", password));
    var codePage = browser.follow(answer);
    if (!codePage.asksFor("code")) {
      throw refused(login, "the password was not taken", codePage);
    }
    var done = browser.follow(browser.submit(codePage, Map.of("code", code.get())));
    if (done.asksFor("code")) {
      // Each code works once: somebody signed in with this one a moment ago.
      Thread.sleep(
          Duration.ofMillis(
              CODE_STEP_MILLIS - Clock.systemUTC().millis() % CODE_STEP_MILLIS + 500));
      done = browser.follow(browser.submit(done, Map.of("code", code.get())));
    }
    if (!done.leadsOn() || !done.next().toString().startsWith(redirectUri)) {
      throw refused(login, "the code was not taken", done);
    }
    var answered = Browser.parameters(done.next());
    if (!state.equals(answered.get("state")) || !answered.containsKey("code")) {
      throw refused(login, "the client was not given a code", done);
    }
    return redeem(login, String.valueOf(answered.get("code")), verifier);
  }

  private URI authorize(String verifier, String state) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("response_type", "code");
    fields.put("client_id", "web-front");
    fields.put("redirect_uri", redirectUri);
    fields.put("scope", "openid profile");
    fields.put("state", state);
    fields.put("nonce", random());
    fields.put("code_challenge", challenge(verifier));
    fields.put("code_challenge_method", "S256");
    return identity.resolve("/authorize?" + Browser.encoded(fields));
  }

  private Signed redeem(String login, String code, String verifier)
      throws IOException, InterruptedException {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", redirectUri);
    fields.put("code_verifier", verifier);
    var basic =
        Base64.getEncoder()
            .encodeToString(("web-front:" + clientSecret).getBytes(StandardCharsets.UTF_8));
    var answer =
        http.send(
            HttpRequest.newBuilder(identity.resolve("/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.encoded(fields)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new CannotStartException(
          "The code of %s was not redeemed: status %d.".formatted(login, answer.statusCode()));
    }
    var token = JSON.readTree(answer.body()).path("access_token").asText();
    var claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    return new Signed(token, claims.path("sub").asText(), claims.path("sid").asText());
  }

  private static CannotStartException refused(String login, String why, Browser.Page page) {
    return new CannotStartException(
        "%s cannot sign in: %s (status %d at %s)."
            .formatted(login, why, page.status(), page.address().getPath()));
  }

  private static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
