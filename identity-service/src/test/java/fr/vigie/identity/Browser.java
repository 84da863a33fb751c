package fr.vigie.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as the pages need: it keeps cookies, follows nothing by itself, and sends
/// forms as they stand in the page.
final class Browser {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private static final Pattern FIELD =
      Pattern.compile("<input[^>]* name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

  final Map<String, String> cookies = new ConcurrentHashMap<>();
  private final String base;

  Browser(String base) {
    this.base = base;
  }

  HttpResponse<String> get(String address, String... headers) {
    return send(request(address).GET(), headers);
  }

  HttpResponse<String> post(String address, Map<String, String> form, String... headers) {
    return postRaw(address, encode(form), headers);
  }

  HttpResponse<String> postAs(String type, String address, String body, String... headers) {
    return send(
        request(address)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  HttpResponse<String> ask(String method, String address, String json, String... headers) {
    var request =
        request(address)
            .method(
                method,
                json.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return send(request, headers);
  }

  HttpResponse<String> postRaw(String address, String body, String... headers) {
    return send(
        request(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  HttpResponse<String> follow(HttpResponse<String> redirect) {
    return get(location(redirect));
  }

  static String location(HttpResponse<String> redirect) {
    return redirect
        .headers()
        .firstValue("Location")
        .orElseThrow(() ->
            new AssertionError(
                "no redirect but " + redirect.statusCode() + ": " + redirect.body()));
  }

  /// The hidden fields of the page's form.
  static Map<String, String> fields(HttpResponse<String> page) {
    var fields = new LinkedHashMap<String, String>();
    var matcher = FIELD.matcher(page.body());
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    return fields;
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String address) {
    var request = HttpRequest.newBuilder(URI.create(base).resolve(address));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    try {
      if (headers.length > 0) {
        request.headers(headers);
      }
      var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
    var value = pair[1].replace("\"", "");
    if (value.isEmpty() || cookie.contains("Max-Age=0;") || cookie.endsWith("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], value);
    }
  }
}
