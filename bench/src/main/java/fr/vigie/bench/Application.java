package fr.vigie.bench;

import fr.vigie.testkit.TestKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An application that people sign in to: authorization code with PKCE S256, its secret, and, where
/// it is given a key, proofs of it (RFC 9449). The same to identity-service and to its peer.
final class Application {

  static final String ID = "bench";
  static final String SECRET = "bench-secret-0123456789-0123456789-0123";
  static final String CALLBACK = "http://localhost:1/callback";

  /// What came of a code or a refresh token.
  record Tokens(String access, String refresh) {}

  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final String VERIFIER = "v".repeat(43);
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((ID + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

  private final HttpClient http;
  private final String authorization;
  private final String token;
  private final String introspection;
  private final @Nullable TestKey key;
  private volatile String nonce = "";

  /// @param metadata of the provider, as discovery gives it
  /// @param key what tokens are to be bound to, if anything
  Application(HttpClient http, JsonObject metadata, @Nullable TestKey key) {
    this.http = http;
    this.authorization = metadata.getString("authorization_endpoint");
    this.token = metadata.getString("token_endpoint");
    this.introspection = metadata.getString("introspection_endpoint");
    this.key = key;
  }

  static JsonObject discover(HttpClient http, String issuer)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")).build();
    return new JsonObject(http.send(request, BodyHandlers.ofString()).body());
  }

  /// Where a browser is sent to begin.
  String begin() {
    var request = new LinkedHashMap<String, String>();
    request.put("response_type", "code");
    request.put("client_id", ID);
    request.put("redirect_uri", CALLBACK);
    request.put("scope", "openid profile");
    request.put("state", "state-of-thirty-two-characters-00");
    request.put("nonce", "nonce-of-thirty-two-characters-00");
    request.put("code_challenge", challenge());
    request.put("code_challenge_method", "S256");
    return authorization + "?" + Surfer.encoded(request);
  }

  /// Changes the code in a redirect for tokens.
  Tokens redeem(HttpResponse<String> redirect) throws IOException, InterruptedException {
    var location = Surfer.location(redirect);
    var code = CODE.matcher(location);
    if (!code.find()) {
      throw new IllegalStateException("no code in " + location);
    }
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.group(1));
    form.put("redirect_uri", CALLBACK);
    form.put("code_verifier", VERIFIER);
    return tokens(form);
  }

  Tokens refresh(String refreshToken) throws IOException, InterruptedException {
    return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /// Asks about an access token.
  ///
  /// @throws IllegalStateException where it is not good
  void introspect(String accessToken) throws IOException, InterruptedException {
    var answer = send(introspection, Map.of("token", accessToken), "");
    if (answer.statusCode() != 200 || !new JsonObject(answer.body()).getBoolean("active")) {
      throw new IllegalStateException("not active: " + answer.statusCode() + answer.body());
    }
  }

  private Tokens tokens(Map<String, String> form) throws IOException, InterruptedException {
    var answer = send(token, form, proof());
    if (answer.statusCode() == 400 && answer.body().contains("use_dpop_nonce")) {
      nonce = answer.headers().firstValue("DPoP-Nonce").orElseThrow();
      answer = send(token, form, proof());
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no tokens but " + answer.statusCode() + answer.body());
    }
    var said = new JsonObject(answer.body());
    return new Tokens(said.getString("access_token"), said.getString("refresh_token"));
  }

  private String proof() {
    return key == null
        ? ""
        : key.proof(
            "POST",
            token,
            Instant.now(),
            claims -> nonce.isEmpty() ? claims : claims.claim("nonce", nonce));
  }

  private HttpResponse<String> send(String address, Map<String, String> form, String proof)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", BASIC)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Surfer.encoded(form)));
    if (!proof.isEmpty()) {
      request.header("DPoP", proof);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
