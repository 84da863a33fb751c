package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/// A service's import door, at which the launcher shows its key. A door that is busy, or whose
/// service is being started again, is asked again.
final class ImportDoor {

  private static final int ATTEMPTS = 60;
  private static final Set<Integer> FINAL = Set.of(200, 400, 401, 403, 404, 409, 413, 415, 422);

  private final HttpClient http;
  private final URI door;
  private final String key;
  private final DemoAccounts.DemoAccount agent;

  /// @param agent in whose name the files come: records-service takes none from nobody
  ImportDoor(HttpClient http, URI door, String key, DemoAccounts.DemoAccount agent) {
    this.http = http;
    this.door = door;
    this.key = key;
    this.agent = agent;
  }

  /// What it answered, in the end.
  HttpResponse<String> send(String lines) {
    var request =
        HttpRequest.newBuilder(door)
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Vigie-Service launcher " + key)
            .header("Vigie-Agent", agent.account().toString())
            .header("Vigie-Organisation", agent.organisation())
            .header("Vigie-Purpose", "takeover")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    var last = "";
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (FINAL.contains(answer.statusCode())) {
          return answer;
        }
        last = "it answered " + answer.statusCode();
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotStartException("The import was interrupted.", e);
      }
      pause(attempt);
    }
    throw new CannotStartException("%s takes nothing: %s.".formatted(door, last));
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(Duration.ofMillis(Math.min(5000, 100L << Math.min(attempt, 10))));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
