package fr.vigie.front.passage;

import fr.vigie.front.platform.Answers;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a browser is shown of an answer that a service behind gave.
final class Brought {

  private static final Logger LOG = Logger.getLogger(Brought.class);
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final Set<Integer> NOT_OURS_TO_SHOW = Set.of(301, 302, 303, 307, 308, 407, 499);

  private Brought() {}

  /// JSON and problems as they are. Anything else is a page or a proxy's word, made for somebody
  /// else.
  ///
  /// @param challenges its `WWW-Authenticate` headers
  static Response shown(
      int status,
      @Nullable String type,
      @Nullable String retryAfter,
      List<String> challenges,
      byte[] body) {
    var readable = type != null && (type.startsWith(JSON) || type.startsWith(PROBLEM));
    if (wantsFreshFactors(status, challenges)) {
      return problem(
          401,
          "step-up-needed",
          "Show your two factors again at /sign-in/step-up, then try again.");
    }
    if (status == 401) {
      return problem(401, "not-signed-in", "Sign in, then try again.");
    }
    if (NOT_OURS_TO_SHOW.contains(status) || (!readable && status >= 500)) {
      LOG.errorf("a service behind gave an answer that cannot be shown: status %d", status);
      return away();
    }
    if (!readable) {
      return problem(status, "refused", "The service behind refused the request.");
    }
    var response = Response.status(status).type(type).entity(body);
    return (retryAfter == null ? response : response.header(HttpHeaders.RETRY_AFTER, retryAfter))
        .build();
  }

  // RFC 9470.
  private static boolean wantsFreshFactors(int status, List<String> challenges) {
    return status == 401
        && challenges.stream()
            .anyMatch(challenge -> challenge.contains("insufficient_user_authentication"));
  }

  static Response away() {
    return problem(
        503, "service-away", "A service behind cannot be reached. Nothing was shown; try again.");
  }

  private static Response problem(int status, String name, String detail) {
    return Response.status(status)
        .type(PROBLEM)
        .entity(Answers.problem(status, name, detail).encode())
        .build();
  }
}
