package fr.vigie.front;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// As much of a browser as these tests need: keeps cookies of the front, and follows redirects.
final class Browser {

  private static final int REDIRECTS = 10;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, HttpCookie> cookies = new TreeMap<>();
  private final String front;

  Browser(String front) {
    this.front = front;
  }

  Map<String, HttpCookie> cookies() {
    return cookies;
  }

  HttpCookie session() {
    return Objects.requireNonNull(cookies.get("q_session"), "no session");
  }

  /// One request, no redirect followed. Cookies go to the front alone.
  HttpResponse<String> send(String address, UnaryOperator<HttpRequest.Builder> with) {
    var url = address.startsWith("/") ? front + address : address;
    var request = with.apply(HttpRequest.newBuilder(URI.create(url)));
    var ours = url.startsWith(front + "/");
    if (ours && !cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.values().stream()
              .map(each -> each.getName() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (ours) {
        keep(response);
      }
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized void keep(HttpResponse<String> response) {
    response.headers().allValues("set-cookie").stream()
        .flatMap(each -> HttpCookie.parse(each).stream())
        .forEach(cookie -> {
          if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
          } else {
            cookies.put(cookie.getName(), cookie);
          }
        });
  }

  HttpResponse<String> get(String address) {
    return send(address, request -> request);
  }

  /// Opens a page, wherever it leads.
  HttpResponse<String> visit(String address) {
    var response = get(address);
    for (var i = 0; i < REDIRECTS && response.statusCode() / 100 == 3; i++) {
      response = get(response.headers().firstValue("location").orElseThrow());
    }
    return response;
  }

  /// A call of our own pages' script.
  HttpResponse<String> post(String address, String json) {
    return send(
        address,
        request ->
            request
                .header("Content-Type", "application/json")
                .header("Vigie-Request", "1")
                .header("Origin", front)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
  }
}
