package fr.vigie.launcher.breach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.embedded.CannotStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the audit log says one session read, asked as an auditor.
final class LogReader {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  // A log that says the same for so long has said all.
  private static final int QUIET_ROUNDS = 3;

  private final HttpClient http;
  private final URI audit;
  private final String accessToken;
  private final JsonMapper json = new JsonMapper();

  LogReader(HttpClient http, URI audit, String accessToken) {
    this.http = http;
    this.audit = audit;
    this.accessToken = accessToken;
  }

  /// An event of the log, as far as it matters here.
  record Logged(String id, long index, Instant time, String subject) {}

  /// What was shown to this session since then, once the log has caught up: every receipt is there
  /// and nothing has come for a while; or patience has ended.
  List<Logged> shown(SignIn.Signed advisor, Instant since, Set<String> receipts)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    List<Logged> before = List.of();
    var quiet = 0;
    while (System.nanoTime() < end) {
      var now = read(advisor, "allowed", since, null);
      var ids = now.stream().map(Logged::id).collect(java.util.stream.Collectors.toSet());
      quiet = ids.containsAll(receipts) && now.size() == before.size() ? quiet + 1 : 0;
      before = now;
      if (quiet == QUIET_ROUNDS) {
        return now;
      }
      Thread.sleep(PAUSE);
    }
    return before;
  }

  /// What was refused to this session in the seconds after a time, once the log holds any of it.
  List<Logged> refused(SignIn.Signed advisor, Instant since, Duration within)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      var found = read(advisor, "refused", since, since.plus(within));
      if (!found.isEmpty()) {
        return found;
      }
      Thread.sleep(PAUSE);
    }
    return List.of();
  }

  private List<Logged> read(
      SignIn.Signed advisor,
      String outcome,
      Instant since,
      @org.jspecify.annotations.Nullable Instant until)
      throws IOException, InterruptedException {
    var found = new ArrayList<Logged>();
    var cursor = "";
    do {
      var asked = new LinkedHashMap<String, String>();
      asked.put("advisor", advisor.account());
      asked.put("operation", "read");
      asked.put("outcome", outcome);
      asked.put("from", since.toString());
      if (until != null) {
        asked.put("to", until.toString());
      }
      asked.put("limit", "200");
      if (!cursor.isEmpty()) {
        asked.put("cursor", cursor);
      }
      var page = page(asked);
      for (JsonNode event : page.path("events")) {
        if (event.path("session").asText().equals(advisor.session())) {
          found.add(
              new Logged(
                  event.path("id").asText(),
                  event.path("index").asLong(),
                  Instant.parse(event.path("time").asText()),
                  event.path("subject").asText()));
        }
      }
      var next = page.path("next");
      cursor = next.isNull() || next.isMissingNode() ? "" : next.asText();
    } while (!cursor.isEmpty());
    return found;
  }

  private JsonNode page(Map<String, String> asked) throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(audit.resolve("/v1/events?" + Browser.encoded(asked)))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + accessToken)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new CannotStartException(
          "The log cannot be read: status %d.".formatted(answer.statusCode()));
    }
    return json.readTree(answer.body());
  }
}
