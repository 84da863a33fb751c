package fr.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A browser that signs somebody in, from the application's request to its tokens: authorization
/// code with PKCE, the password's page, the code's page, the token endpoint.
final class Visitor {

  static final String PASSWORD = "tabouret girafe mousson violon";
  static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  static final String CLIENT = "bench";
  static final String CLIENT_SECRET = "bench-secret-0123456789-0123456789-0123";
  static final String CALLBACK = "http://localhost:1/callback";

  private static final byte[] SECRET_BYTES =
      "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final String VERIFIER = "v".repeat(43);
  private static final Pattern FIELD =
      Pattern.compile("<input[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

  private final HttpClient http;
  private final String issuer;
  private final Map<String, String> cookies = new TreeMap<>();

  Visitor(HttpClient http, String issuer) {
    this.http = http;
    this.issuer = issuer;
  }

  /// Signs in.
  ///
  /// @param step whose one-time code is shown
  /// @throws IllegalStateException where no tokens come of it
  void signIn(String login, long step) throws IOException, InterruptedException {
    var page = follow(get(issuer + "/authorize?" + encoded(request())));
    var password = fields(page);
    password.put("login", login);
    password.put("password", PASSWORD);
    var codePage = follow(post("/sign-in", password));
    var code = fields(codePage);
    code.put("code", code(step));
    var back = follow(post("/sign-in/code", code));
    var location = location(back);
    var given = Pattern.compile("[?&]code=([^&]+)").matcher(location);
    if (!given.find()) {
      throw new IllegalStateException("no code in " + location);
    }
    tokens(given.group(1));
  }

  private static Map<String, String> request() {
    var request = new LinkedHashMap<String, String>();
    request.put("response_type", "code");
    request.put("client_id", CLIENT);
    request.put("redirect_uri", CALLBACK);
    request.put("scope", "openid profile");
    request.put("state", "state-of-thirty-two-characters-00");
    request.put("nonce", "nonce-of-thirty-two-characters-00");
    request.put("code_challenge", challenge());
    request.put("code_challenge_method", "S256");
    return request;
  }

  private void tokens(String code) throws IOException, InterruptedException {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", CALLBACK);
    form.put("code_verifier", VERIFIER);
    var basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200 || !answer.body().contains("access_token")) {
      throw new IllegalStateException("no tokens but " + answer.statusCode());
    }
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(issuer + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
  }

  // Redirects are followed by hand: the cookies are kept here.
  private HttpResponse<String> follow(HttpResponse<String> redirect)
      throws IOException, InterruptedException {
    return get(location(redirect));
  }

  private static String location(HttpResponse<String> redirect) {
    return redirect
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new IllegalStateException("no redirect but " + redirect.statusCode()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var answer = http.send(request.build(), BodyHandlers.ofString());
    for (var set : answer.headers().allValues("Set-Cookie")) {
      var pair = set.substring(0, set.indexOf(';')).split("=", 2);
      cookies.put(pair[0], pair[1].replace("\"", ""));
    }
    return answer;
  }

  private static Map<String, String> fields(HttpResponse<String> page) {
    var fields = new LinkedHashMap<String, String>();
    var matcher = FIELD.matcher(page.body());
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    return fields;
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

  private static String code(long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(SECRET_BYTES, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
