package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// One endpoint of the service's own OpenAPI page.
///
/// @param takesJson its body is JSON
/// @param parameters what a call may say beside its body
public record Endpoint(String method, String path, boolean takesJson, Set<Parameter> parameters) {

  /// Something a call may say.
  ///
  /// @param in `query`, `header`, `path`
  public record Parameter(String name, String in, boolean required) {}

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /// Every endpoint the page names.
  public static List<Endpoint> all(String page) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      var paths = new JsonObject(answer.body()).getJsonObject("paths");
      var all = new ArrayList<Endpoint>();
      for (var path : paths.fieldNames()) {
        var item = paths.getJsonObject(path);
        for (var method : item.fieldNames()) {
          if (METHODS.contains(method)) {
            all.add(of(method, path, item.getJsonObject(method)));
          }
        }
      }
      assertThat(all).hasSizeGreaterThan(15);
      return all;
    }
  }

  private static Endpoint of(String method, String path, JsonObject operation) {
    var parameters =
        operation.getJsonArray("parameters", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(said ->
                new Parameter(
                    said.getString("name"),
                    said.getString("in"),
                    said.getBoolean("required", false)))
            .collect(Collectors.toUnmodifiableSet());
    return new Endpoint(method.toUpperCase(Locale.ROOT), path, takesJson(operation), parameters);
  }

  private static boolean takesJson(JsonObject operation) {
    var body = operation.getJsonObject("requestBody");
    return body != null
        && body.getJsonObject("content").fieldNames().stream()
            .anyMatch(type -> type.contains("application/json"));
  }

  /// Whether its address names something by this parameter.
  public boolean isAbout(String parameter) {
    return path.contains("{" + parameter + "}");
  }

  /// Its address, with the same for every parameter.
  public String with(String value) {
    return path.replaceAll(
        "\\{[^}]+}",
        Matcher.quoteReplacement(
            URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
  }

  /// Its address, with this for one parameter.
  public Endpoint where(String parameter, String value) {
    return new Endpoint(
        method,
        path.replaceAll("\\{" + parameter + "[^}]*}", Matcher.quoteReplacement(value)),
        takesJson,
        parameters);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
