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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One session against records-service: as many glasses as break, the own portfolio, then
/// everybody.
final class Attack {

  private static final int AT_ONCE = 16;

  private final HttpClient http;
  private final URI records;
  private final String accessToken;
  private final JsonMapper json = new JsonMapper();
  private final Set<String> listed = new LinkedHashSet<>();
  private final Set<String> opened = new LinkedHashSet<>();
  private final Map<String, String> receipts = new ConcurrentHashMap<>();
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
  /// @param everybody references as the log knows them, again from the start when they end: whoever
  ///   has copied a log tries those
  /// @param numbers of strangers
  void run(Duration duration, Iterable<String> everybody, List<String> numbers)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + duration.toNanos();
    readBudget();
    list();
    for (var number : numbers) {
      breakGlass(number);
    }
    var first = new ArrayList<>(opened);
    first.addAll(listed);
    var targets = new Targets(first, everybody);
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

  /// References of whom a broken glass opened.
  Set<String> opened() {
    return opened;
  }

  /// Whose record was answered, by receipt: references of this advisor's.
  Map<String, String> receipts() {
    return Map.copyOf(receipts);
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

  boolean mayRead() throws IOException, InterruptedException {
    return get("/v1/exposure").statusCode() == 200;
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

  private void breakGlass(String number) throws IOException, InterruptedException {
    requests.incrementAndGet();
    var answer =
        http.send(
            request("/v1/glass")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"number":"%s","fields":["identity","contact"],"reason":"visitor",\
                        "text":"The replay of the breach of 2024."}\
                        """
                            .formatted(number)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 200) {
      opened.add(json.readTree(answer.body()).path("ref").asText());
    } else {
      refusals.incrementAndGet();
    }
  }

  private void read(String reference) throws InterruptedException {
    requests.incrementAndGet();
    try {
      var answer = get("/v1/records/" + reference);
      switch (answer.statusCode()) {
        case 200 -> {
          var shown = json.readTree(answer.body());
          receipts.put(shown.path("receipt").asText(), shown.path("ref").asText());
        }
        // Nobody, too fast or used up, fresh factors or a reason wanted, frozen.
        case 404, 429, 401, 400, 403 -> refusals.incrementAndGet();
        default -> others.incrementAndGet();
      }
    } catch (IOException _) {
      others.incrementAndGet();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  // A reason as well, so that the soft line does not stop what the hard one is to stop.
  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(records.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + accessToken)
        .header("Vigie-Purpose", "follow-up")
        .header("Vigie-Reason", "campaign");
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
