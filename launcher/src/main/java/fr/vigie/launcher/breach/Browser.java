package fr.vigie.launcher.breach;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as a sign-in needs: cookies, redirects, forms. The JDK's own cookie store
/// keeps secure cookies from `http://localhost`; browsers do not.
final class Browser {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");

  private final HttpClient http;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  Browser(HttpClient http) {
    this.http = http;
  }

  /// A page, or an answer that leads elsewhere.
  record Page(URI address, int status, String location, String body) {

    boolean leadsOn() {
      return status / 100 == 3 && !location.isEmpty();
    }

    /// Where it leads.
    URI next() {
      return address.resolve(location);
    }

    /// Whether there is a field of that name to fill in.
    boolean asksFor(String field) {
      return body.contains("name=\"" + field + "\"");
    }
  }

  Page get(URI address) throws IOException, InterruptedException {
    return send(address, HttpRequest.newBuilder(address).GET());
  }

  /// Follows redirects within this host and port; the first one that leads away is returned.
  Page follow(Page page) throws IOException, InterruptedException {
    var at = page;
    for (var hop = 0; hop < 10 && at.leadsOn() && isHere(at); hop++) {
      at = get(at.next());
    }
    return at;
  }

  private static boolean isHere(Page page) {
    return page.next().getAuthority().equals(page.address().getAuthority());
  }

  /// Fills in the page's form and sends it.
  Page submit(Page page, Map<String, String> typed) throws IOException, InterruptedException {
    var action = ACTION.matcher(page.body());
    if (!action.find()) {
      throw new IOException("there is no form at " + page.address().getPath());
    }
    var fields = new LinkedHashMap<String, String>();
    var hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      fields.put(hidden.group(1), plain(hidden.group(2)));
    }
    fields.putAll(typed);
    var target = page.address().resolve(plain(action.group(1)));
    return send(
        target,
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", target.getScheme() + "://" + target.getAuthority())
            .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
  }

  private Page send(URI address, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var answer = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    for (var cookie : answer.headers().allValues("Set-Cookie")) {
      var pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair.length == 2) {
        cookies.put(pair[0].strip(), pair[1].replace("\"", ""));
      }
    }
    return new Page(
        address,
        answer.statusCode(),
        answer.headers().firstValue("Location").orElse(""),
        answer.body());
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// The parameters of an address.
  static Map<String, String> parameters(URI address) {
    var all = new LinkedHashMap<String, String>();
    var query = address.getRawQuery();
    for (var pair : (query == null ? "" : query).split("&", -1)) {
      var parts = pair.split("=", 2);
      if (parts.length == 2) {
        all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  private static String plain(String attribute) {
    return attribute
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
