package fr.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.embedded.Database;
import fr.vigie.testkit.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// ATTACKS 36: reads at full speed against three replicas of records-service, while each process in
/// turn (a replica, PostgreSQL, the broker) is killed with `kill -9` at moments of chance. Whatever
/// a client has in its hands is in the store, under the receipt it was given; and the budgets hold.
class KillStory {

  private static final int REPLICAS = 3;
  // So many that the day's bytes of each outlast the test.
  private static final int ADVISORS = 1_500;
  private static final int PORTFOLIO = 8;
  private static final int CLIENTS = 24;
  // These want everybody of the own portfolio; the others stay with half of it.
  private static final int GREEDY = 150;
  private static final int OF_A_DAY = 6;
  private static final int OF_A_MINUTE = 5;
  private static final int ANSWERS_BETWEEN = 200;
  private static final long TOKEN_LIFE_NANOS = 200_000_000_000L;
  private static final String LAUNCHER = "bench-key-of-the-launcher-0000000000";
  private static final Pattern SHOWN =
      Pattern.compile("\"ref\":\"([^\"]+)\",\"receipt\":\"([^\"]+)\"");

  /// What a client was shown.
  private record Pair(String advisor, String person) {}

  private record Signed(String token, long at) {}

  private final RecordsPeople people = new RecordsPeople(ADVISORS * PORTFOLIO, ADVISORS);
  private final List<URI> replicas = new CopyOnWriteArrayList<>();
  private final Map<Integer, List<String>> refs = new ConcurrentHashMap<>();
  private final Map<Integer, Signed> tokens = new ConcurrentHashMap<>();
  private final Map<String, Pair> received = new ConcurrentHashMap<>();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();

  @Test
  void what_a_client_has_is_in_the_store_after_each_kind_of_kill() throws Exception {
    survives(5);
  }

  @Tag("long")
  @EnabledIfSystemProperty(named = "vigie.long", matches = "true")
  @Test
  void what_a_client_has_is_in_the_store_after_a_hundred_kills() throws Exception {
    survives(Integer.getInteger("vigie.kills", 100));
  }

  private void survives(int kills) throws Exception {
    var random = new Random();
    try (var stage = Stage.open()) {
      var database = stage.database("records");
      var services = new ArrayList<Stage.Service>();
      for (var replica = 0; replica < REPLICAS; replica++) {
        services.add(stage.start("records-service", database, settings()));
        replicas.add(URI.create(services.get(replica).url()));
      }
      load(services.getFirst().url());
      list();
      try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
        for (var client = 0; client < CLIENTS; client++) {
          var _ = threads.submit(this::read);
        }
        try {
          for (var kill = 0; kill < kills; kill++) {
            awaitAnswers(random);
            kill(stage, services, database, kill % 5, random);
          }
          awaitAnswers(random);
        } finally {
          done.set(true);
        }
      }
      verify(stage, kills);
    }
  }

  private static Map<String, String> settings() {
    var issuer = TestIssuer.running().url();
    return Map.of(
        "quarkus.oidc.auth-server-url", issuer,
        "vigie.identity.url", issuer,
        "vigie.records.key-encryption-key", Base64.getEncoder().encodeToString(new byte[32]),
        "vigie.records.blind-index-key", Base64.getEncoder().encodeToString(filled()),
        "vigie.records.exposure.persons-per-day", Integer.toString(OF_A_DAY),
        "vigie.records.exposure.soft-persons-per-day", Integer.toString(OF_A_DAY),
        "vigie.records.exposure.persons-per-minute", Integer.toString(OF_A_MINUTE),
        "vigie.service-keys.launcher", LAUNCHER,
        "quarkus.log.level", "ERROR");
  }

  private static byte[] filled() {
    var raw = new byte[32];
    raw[0] = 1;
    return raw;
  }

  private void load(String url) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      for (var from = 0; from < ADVISORS * PORTFOLIO; from += 500) {
        var answer =
            http.send(
                HttpRequest.newBuilder(URI.create(url + "/v1/imports/persons"))
                    .header("Content-Type", "application/x-ndjson")
                    .header("Authorization", "Vigie-Service launcher " + LAUNCHER)
                    .headers(RecordsPeople.TAKEOVER)
                    .POST(HttpRequest.BodyPublishers.ofString(people.lines(from, from + 500)))
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  // Everybody's references, once the views have everybody.
  private void list() throws Exception {
    for (var advisor = 0; advisor < ADVISORS; advisor++) {
      var own = people.refs(replicas.getFirst(), token(advisor));
      while (own.size() < PORTFOLIO) {
        Thread.sleep(100);
        own = people.refs(replicas.getFirst(), token(advisor));
      }
      refs.put(advisor, own);
    }
  }

  private void awaitAnswers(Random random) throws InterruptedException {
    var enough = answers.get() + 1 + random.nextInt(ANSWERS_BETWEEN);
    var end = System.nanoTime() + 120_000_000_000L;
    while (answers.get() < enough) {
      assertThat(System.nanoTime()).as("nothing is shown any more").isLessThan(end);
      Thread.sleep(1);
    }
  }

  // A replica thrice, the database and the broker once in five.
  private void kill(
      Stage stage, List<Stage.Service> services, Database database, int which, Random random) {
    switch (which) {
      case 3 -> {
        stage.postgres().process().kill();
        stage.postgres().restart();
      }
      case 4 -> {
        stage.kafka().process().kill();
        stage.kafka().restart();
      }
      default -> {
        var victim = random.nextInt(REPLICAS);
        services.get(victim).process().kill();
        var next = stage.start("records-service", database, settings());
        services.set(victim, next);
        replicas.set(victim, URI.create(next.url()));
      }
    }
  }

  private void read() {
    var random = new Random();
    while (!done.get()) {
      var url = replicas.get(random.nextInt(REPLICAS));
      try (var wire = new Wire(url)) {
        for (var turn = 0; turn < 50 && !done.get(); turn++) {
          var advisor = random.nextInt(ADVISORS);
          var own = random.nextInt(advisor < GREEDY ? PORTFOLIO : PORTFOLIO / 2);
          take(wire, url, advisor, own);
        }
      } catch (IOException _) {
        // It was killed, or is starting.
        LockSupport.parkNanos(20_000_000);
      } catch (RuntimeException | AssertionError fault) {
        faults.add(fault);
        return;
      }
    }
  }

  private void take(Wire wire, URI url, int advisor, int own) throws IOException {
    var ref = refs.getOrDefault(advisor, List.of()).get(own);
    var path = "/v1/records/" + ref;
    var answer = wire.ask(Wire.get(url, path, token(advisor)));
    if (answer.status() != 200) {
      assertThat(answer.text()).doesNotContain("Zyxquent", "Vuquempoix");
      refused.incrementAndGet();
      return;
    }
    var shown = SHOWN.matcher(answer.text());
    if (!shown.find() || !shown.group(1).equals(ref)) {
      throw new IllegalStateException("an answer without a receipt, or about somebody else");
    }
    var person = RecordsPeople.person(advisor + own * ADVISORS).toString();
    received.put(shown.group(2), new Pair(people.advisor(advisor), person));
    answers.incrementAndGet();
  }

  private String token(int advisor) {
    var now = System.nanoTime();
    return tokens
        .compute(
            advisor,
            (_, signed) ->
                signed == null || now - signed.at() > TOKEN_LIFE_NANOS
                    ? new Signed(people.token(advisor), now)
                    : signed)
        .token();
  }

  private void verify(Stage stage, int kills) throws SQLException {
    var stored = new HashMap<String, Pair>();
    var times = new HashMap<String, Map<Instant, Set<String>>>();
    try (var connection = stage.postgres().connect("records", stage.postgres().superuser());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select id, payload->>'advisor', payload->>'person', time, payload->>'day' from event
                where type = 'records.record-disclosed'
                """)) {
      while (rows.next()) {
        var pair = new Pair(rows.getString(2), rows.getString(3));
        stored.put(rows.getObject(1, UUID.class).toString(), pair);
        times
            .computeIfAbsent(pair.advisor() + " on " + rows.getString(5), _ -> new HashMap<>())
            .computeIfAbsent(rows.getTimestamp(4).toInstant(), _ -> new HashSet<>())
            .add(pair.person());
      }
    }
    System.err.printf(
        "kill test: kills=%d received=%d refused=%d stored=%d%n",
        kills, received.size(), refused.get(), stored.size());
    assertThat(faults).isEmpty();
    assertThat(received).isNotEmpty();
    assertThat(stored).as("every receipt, and what it was for").containsAllEntriesOf(received);
    times.forEach(KillStory::isWithinBudget);
  }

  private static void isWithinBudget(String advisor, Map<Instant, Set<String>> shown) {
    assertThat(distinct(shown, Instant.MIN, Instant.MAX)).as(advisor).isLessThanOrEqualTo(OF_A_DAY);
    shown
        .keySet()
        .forEach(at ->
            assertThat(distinct(shown, at.minusSeconds(60), at))
                .as(advisor)
                .isLessThanOrEqualTo(OF_A_MINUTE));
  }

  private static long distinct(Map<Instant, Set<String>> shown, Instant after, Instant to) {
    return shown.entrySet().stream()
        .filter(at -> at.getKey().isAfter(after) && !at.getKey().isAfter(to))
        .flatMap(at -> at.getValue().stream())
        .distinct()
        .count();
  }
}
