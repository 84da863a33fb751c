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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One session against records-service: the own portfolio first, then everybody.
final class Attack {

  private static final int AT_ONCE = 16;

  private final HttpClient http;
  private final URI records;
  private final String accessToken;
  private final JsonMapper json = new JsonMapper();
  private final Set<String> listed = new LinkedHashSet<>();
  private final Set<String> disclosed = ConcurrentHashMap.newKeySet();
  private final Set<String> receipts = ConcurrentHashMap.newKeySet();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong others = new AtomicLong();
  private final AtomicInteger budget = new AtomicInteger();

  Attack(HttpClient http, URI records, String accessToken) {
    this.http = http;
    this.records = records;
    this.accessToken = accessToken;
  }

  /// Reads for so long. Returns when the last answer is in.
  ///
  /// @param everybody references, again from the start when they end
  void run(Duration duration, Iterable<String> everybody) throws IOException, InterruptedException {
    var end = System.nanoTime() + duration.toNanos();
    readBudget();
    list();
    var targets = new Targets(new ArrayList<>(listed), everybody);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one = 0; one < AT_ONCE; one++) {
        var _ =
            threads.submit(() -> {
              while (System.nanoTime() < end) {
                read(targets.next());
              }
              return null;
            });
      }
    }
  }

  Set<String> listed() {
    return listed;
  }

  Set<String> disclosed() {
    return disclosed;
  }

  Set<String> receipts() {
    return receipts;
  }

  long requests() {
    return requests.get();
  }

  long refusals() {
    return refusals.get();
  }

  long otherAnswers() {
    return others.get();
  }

  int budget() {
    return budget.get();
  }

  private void readBudget() throws IOException, InterruptedException {
    var answer = get("/v1/exposure");
    if (answer.statusCode() != 200) {
      throw new CannotStartException(
          "The exposure cannot be read: status %d.".formatted(answer.statusCode()));
    }
    budget.set(json.readTree(answer.body()).path("budget").asInt());
  }

  private void list() throws IOException, InterruptedException {
    var cursor = "";
    do {
      var answer = get("/v1/portfolio" + (cursor.isEmpty() ? "" : "?cursor=" + cursor));
      requests.incrementAndGet();
      if (answer.statusCode() != 200) {
        throw new CannotStartException(
            "The portfolio cannot be read: status %d.".formatted(answer.statusCode()));
      }
      var page = json.readTree(answer.body());
      for (JsonNode entry : page.path("entries")) {
        listed.add(entry.path("ref").asText());
      }
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
  }

  private void read(String reference) throws InterruptedException {
    requests.incrementAndGet();
    try {
      var answer = get("/v1/records/" + reference);
      switch (answer.statusCode()) {
        case 200 -> {
          var shown = json.readTree(answer.body());
          disclosed.add(shown.path("ref").asText());
          receipts.add(shown.path("receipt").asText());
        }
        case 404, 429 -> refusals.incrementAndGet();
        default -> others.incrementAndGet();
      }
    } catch (IOException _) {
      others.incrementAndGet();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(records.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + accessToken)
            .header("Vigie-Purpose", "follow-up")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Whom to ask for next.
  private static final class Targets {

    private final Iterable<String> everybody;
    private Iterator<String> rest;

    Targets(List<String> first, Iterable<String> everybody) {
      this.everybody = everybody;
      this.rest = first.iterator();
    }

    synchronized String next() {
      if (!rest.hasNext()) {
        rest = everybody.iterator();
      }
      return rest.next();
    }
  }
}
