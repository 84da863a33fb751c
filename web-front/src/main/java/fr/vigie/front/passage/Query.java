package fr.vigie.front.passage;

import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Of what was asked in an address, the parameters a service behind knows.
final class Query {

  private Query() {}

  static String of(UriInfo asked, String... known) {
    return of(asked, List.of(known));
  }

  static String of(UriInfo asked, List<String> known) {
    var given = asked.getQueryParameters();
    var query =
        known.stream()
            .filter(given::containsKey)
            .map(name ->
                name
                    + "="
                    + URLEncoder.encode(
                        Objects.requireNonNull(given.getFirst(name)), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }
}
