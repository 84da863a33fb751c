package fr.vigie.records.calls;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Whether a request says one thing, and nothing that nobody asked for: a header that decides here
/// is there once, and an address has the parameters of its resource and no other, once each. What
/// one reader skips and another takes is how requests are smuggled, and answers widened.
final class Unambiguous {

  /// What is wrong.
  ///
  /// @param name of the header or parameter; empty where it is none that could be repeated
  record Fault(String word, String name) {}

  private static final List<String> ONCE =
      List.of(
          "DPoP",
          "Content-Type",
          "Idempotency-Key",
          Purpose.HEADER,
          Reason.HEADER,
          ServiceCall.AGENT,
          ServiceCall.ORGANISATION);

  /// Each parameter of an address, and how the only addresses end that have it.
  private static final Map<String, String> PARAMETERS =
      Map.of("cursor", "/portfolio", "on", "/history");

  private static final String NAME = "[A-Za-z0-9_.-]{1,40}";

  private Unambiguous() {}

  static Optional<Fault> fault(HttpServerRequest request) {
    for (var header : ONCE) {
      if (request.headers().getAll(header).size() > 1) {
        return Optional.of(new Fault("doubled-header", header));
      }
    }
    try {
      return request.query() == null ? Optional.empty() : parameter(request);
    } catch (IllegalArgumentException _) {
      return Optional.of(new Fault("unknown-parameter", "")); // it cannot even be read
    }
  }

  private static Optional<Fault> parameter(HttpServerRequest request) {
    var given = request.params();
    var path = Objects.requireNonNullElse(request.path(), "");
    for (var name : given.names()) {
      var end = PARAMETERS.get(name);
      if (end == null || !path.endsWith(end) || given.getAll(name).size() > 1) {
        return Optional.of(new Fault("unknown-parameter", name.matches(NAME) ? name : ""));
      }
    }
    return Optional.empty();
  }
}
