package fr.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/// One endpoint of a service's own OpenAPI page.
///
/// @param takesJson its body is JSON
/// @param parameters what a call may say beside its body
public record Endpoint(String method, String path, boolean takesJson, Set<Parameter> parameters) {

  /// Something a call may say.
  ///
  /// @param in `query`, `header`, `path`
  public record Parameter(String name, String in, boolean required) {}

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  public Endpoint {
    parameters = Set.copyOf(parameters);
  }

  /// Every endpoint the page names.
  ///
  /// @param page where it is served
  public static List<Endpoint> all(String page) throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var json = HttpRequest.newBuilder(URI.create(page)).header("Accept", "application/json");
      var answer = http.send(json.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      var all = new ArrayList<Endpoint>();
      for (var path : new ObjectMapper().readTree(answer.body()).path("paths").properties()) {
        for (var operation : path.getValue().properties()) {
          if (METHODS.contains(operation.getKey())) {
            all.add(of(operation.getKey(), path.getKey(), operation.getValue()));
          }
        }
      }
      assertThat(all).hasSizeGreaterThan(15);
      return all;
    }
  }

  private static Endpoint of(String method, String path, JsonNode operation) {
    var parameters = new HashSet<Parameter>();
    for (var said : operation.path("parameters")) {
      parameters.add(
          new Parameter(
              said.path("name").asText(),
              said.path("in").asText(),
              said.path("required").asBoolean()));
    }
    var takesJson = operation.at("/requestBody/content").has("application/json");
    return new Endpoint(method.toUpperCase(Locale.ROOT), path, takesJson, parameters);
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
