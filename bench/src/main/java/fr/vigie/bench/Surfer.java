package fr.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as sign-in pages need: cookies, forms, redirects that it is told to follow.
final class Surfer {

  private static final Pattern FIELD =
      Pattern.compile("<input[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");
  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");

  private final HttpClient http;
  private final Map<String, String> cookies = new TreeMap<>();

  Surfer(HttpClient http) {
    this.http = http;
  }

  HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  HttpResponse<String> post(String address, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
  }

  HttpResponse<String> follow(HttpResponse<String> redirect)
      throws IOException, InterruptedException {
    return get(location(redirect));
  }

  static String location(HttpResponse<String> redirect) {
    return redirect
        .headers()
        .firstValue("Location")
        .orElseThrow(() ->
            new IllegalStateException(
                "no redirect but " + redirect.statusCode() + " at " + redirect.uri().getPath()));
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

  /// The hidden fields of a page's form.
  static Map<String, String> fields(HttpResponse<String> page) {
    var fields = new LinkedHashMap<String, String>();
    var found = FIELD.matcher(page.body());
    while (found.find()) {
      fields.put(found.group(1), found.group(2));
    }
    return fields;
  }

  /// Where a page's form goes.
  static String action(HttpResponse<String> page) {
    return only(ACTION, page).replace("&amp;", "&");
  }

  /// What a page tells the authenticator.
  static String options(HttpResponse<String> page) {
    return only(OPTIONS, page).replace("&quot;", "\"");
  }

  private static String only(Pattern what, HttpResponse<String> page) {
    var found = what.matcher(page.body());
    if (!found.find()) {
      throw new IllegalStateException(
          "%d, and nothing like %s at %s".formatted(page.statusCode(), what, page.uri().getPath()));
    }
    return found.group(1);
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
