package fr.vigie.records.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.EventStore;
import fr.vigie.records.Door;
import fr.vigie.records.OwnServers;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No receipt, no record: with a database that dies in the middle, and a broker that is away.
@QuarkusTest
@WithTestResource(OwnServers.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class BrokenMachinesTest {

  private static final int SERIES = 60;
  private static final int HANDS = 8;
  private static final String JO = "5f0c9d7e-0000-4000-8000-000000000060";
  private static final String KIM = "5f0c9d7e-0000-4000-8000-000000000061";

  private static final String LOU = "5f0c9d7e-0000-4000-8000-000000000062";

  // A segment of PostgreSQL's write-ahead log is as long as that, and no longer.
  private static final int FULL = 16 << 20;
  private static final Object MANY =
      new PersonAssigned(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "FT", "FT-01");
  private static final Map<String, String> LONG =
      Map.of(Attribute.CORRELATION.key(), "x".repeat(1_600));

  @Inject Pool pool;
  @Inject EventStore store;

  @Test
  void what_was_shown_before_the_database_died_is_recorded_and_nothing_is_shown_after()
      throws Exception {
    imported(1, JO);
    var receipts =
        shownUntil(() -> {
          OwnServers.postgres().process().kill();
          return null;
        });

    var whileAway = Door.open(Door.advisor(JO), TestPeople.person(SERIES, 1));
    OwnServers.postgres().restart();
    Door.until(() -> Door.open(Door.advisor(JO), TestPeople.person(SERIES, 1)).statusCode() == 200);

    assertThat(whileAway.statusCode()).isEqualTo(503);
    assertThat(type(whileAway)).isEqualTo("urn:vigie:problem:not-recorded");
    assertThat(whileAway.body().asString()).doesNotContain("Zyxquent", "identity");
    assertThat(receipts).hasSizeGreaterThan(HANDS).allMatch(this::isStored);
  }

  /// ATTACKS 35: a write that the disk refuses. PostgreSQL answers a failed fdatasync with a panic:
  /// the process aborts, its server ends the others and recovers from its log by itself.
  @Test
  void what_was_shown_before_the_disk_refused_a_write_is_recorded_and_nobody_has_to_mend_anything()
      throws Exception {
    assumeTrue(mayBeTraced(), "strace is missing, or may not trace");
    imported(1, JO);
    var panics = panics();

    var receipts =
        shownUntil(() -> {
          var disk = refusingDisk();
          Door.until(() -> panics() > panics);
          disk.destroy();
          disk.waitFor();
          return null;
        });
    Door.until(() -> Door.open(Door.advisor(JO), TestPeople.person(SERIES, 1)).statusCode() == 200);

    assertThat(receipts).hasSizeGreaterThan(HANDS).allMatch(this::isStored);
  }

  // From now on every fdatasync of those that write is answered EIO.
  private static Process refusingDisk() throws IOException {
    var strace =
        new ArrayList<>(
            List.of("strace", "-qq", "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO"));
    all().stream()
        .skip(1)
        .forEach(process -> strace.addAll(List.of("-p", Long.toString(process.pid()))));
    return new ProcessBuilder(strace)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static boolean mayBeTraced() throws InterruptedException {
    var postmaster = Long.toString(OwnServers.postgres().process().pid());
    try {
      var strace =
          new ProcessBuilder("timeout", "-s", "INT", "1", "strace", "-qq", "-p", postmaster)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return strace.waitFor() == 124; // it traced until it was told to stop
    } catch (IOException _) {
      return false;
    }
  }

  private static long panics() throws IOException {
    try (var lines = Files.lines(OwnServers.postgres().folder().resolve("server.log"))) {
      return lines.filter(line -> line.contains("PANIC:  could not fdatasync")).count();
    }
  }

  /// The same where nobody may trace: each process aborts, as it does after such a write.
  @Test
  void what_was_shown_before_a_write_failed_is_recorded_and_nobody_has_to_mend_anything()
      throws Exception {
    imported(1, JO);

    var receipts =
        shownUntil(() -> {
          signal("-ABRT", backends());
          return null;
        });
    Door.until(() -> Door.open(Door.advisor(JO), TestPeople.person(SERIES, 1)).statusCode() == 200);

    assertThat(receipts).hasSizeGreaterThan(HANDS).allMatch(this::isStored);
  }

  /// ATTACKS 34: no room is left. Here no file of the server may grow past what its log needs, and
  /// the events have come to that: PostgreSQL hears of it where it asks for the next page, as on a
  /// full disk.
  @Test
  void of_a_full_disk_nothing_is_shown_and_with_room_again_nobody_has_to_mend_anything()
      throws Exception {
    imported(5, LOU);
    while (bytesOfEvents() < FULL) {
      store.append(LONG, Collections.nCopies(100, MANY)).toCompletableFuture().join();
    }
    Door.until(
        () -> Door.open(Door.advisor(LOU), TestPeople.person(SERIES, 5)).statusCode() == 200);

    Response whileFull;
    mayGrowTo(Integer.toString(FULL));
    try {
      do { // the last page has room for some
        whileFull = Door.open(Door.advisor(LOU), TestPeople.person(SERIES, 5));
      } while (whileFull.statusCode() == 200);
    } finally {
      mayGrowTo("unlimited");
    }
    Door.until(
        () -> Door.open(Door.advisor(LOU), TestPeople.person(SERIES, 5)).statusCode() == 200);

    assertThat(whileFull.statusCode()).isEqualTo(503);
    assertThat(type(whileFull)).isEqualTo("urn:vigie:problem:not-recorded");
    assertThat(whileFull.body().asString()).doesNotContain("Zyxquent", "identity");
  }

  private long bytesOfEvents() {
    return pool.query("select pg_relation_size('event')")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong(0);
  }

  private static void mayGrowTo(String bytes) throws Exception {
    for (var process : all()) {
      var limit =
          List.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":");
      var _ = new ProcessBuilder(limit).start().waitFor();
    }
  }

  /// Opens a record with several hands until something happens; the receipts they were given.
  private static Collection<String> shownUntil(Callable<Void> fault) throws Exception {
    var receipts = new ConcurrentLinkedQueue<String>();
    var stop = new AtomicBoolean();
    var firstShown = new CountDownLatch(HANDS * 3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hands = new ArrayList<Callable<Void>>();
      for (var hand = 0; hand < HANDS; hand++) {
        hands.add(() -> readUntil(stop, receipts, firstShown));
      }
      hands.add(() -> {
        firstShown.await();
        fault.call();
        stop.set(true);
        return null;
      });
      for (var hand : threads.invokeAll(hands)) {
        hand.get();
      }
    }
    return receipts;
  }

  @Test
  void a_database_that_hangs_is_a_database_that_is_away() throws Exception {
    imported(4, JO);
    signal("-STOP", all());
    Response whileHanging;
    try {
      whileHanging = Door.open(Door.advisor(JO), TestPeople.person(SERIES, 4));
    } finally {
      signal("-CONT", all());
    }
    Door.until(() -> Door.open(Door.advisor(JO), TestPeople.person(SERIES, 4)).statusCode() == 200);

    assertThat(whileHanging.statusCode()).isEqualTo(503);
    assertThat(type(whileHanging)).isEqualTo("urn:vigie:problem:not-recorded");
    assertThat(whileHanging.body().asString()).doesNotContain("Zyxquent", "identity");
  }

  @Test
  void records_are_shown_without_kafka_until_too_many_events_wait() {
    imported(2, KIM);
    Door.until(
        () -> Door.open(Door.advisor(KIM), TestPeople.person(SERIES, 2)).statusCode() == 200);
    OwnServers.kafka().process().kill();

    var shown = 0;
    Response answer;
    do {
      answer = Door.open(Door.advisor(KIM), TestPeople.person(SERIES, 2));
      shown += answer.statusCode() == 200 ? 1 : 0;
    } while (answer.statusCode() == 200);

    assertThat(shown).isGreaterThanOrEqualTo(OwnServers.BOUND / 2);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(type(answer)).isEqualTo("urn:vigie:problem:log-backlog");
    assertThat(answer.body().asString()).doesNotContain("Zyxquent", "identity");
    Door.take(TestPeople.line(SERIES, 3, KIM)).then().statusCode(503);

    OwnServers.kafka().restart();
    Door.until(
        () -> Door.open(Door.advisor(KIM), TestPeople.person(SERIES, 2)).statusCode() == 200);
  }

  private static Void readUntil(
      AtomicBoolean stop, ConcurrentLinkedQueue<String> receipts, CountDownLatch shown) {
    var token = Door.advisor(JO);
    while (!stop.get()) {
      var answer = Door.open(token, TestPeople.person(SERIES, 1));
      if (answer.statusCode() == 200) {
        receipts.add(answer.jsonPath().getString("receipt"));
        shown.countDown();
      } else {
        assertThat(answer.body().asString()).doesNotContain("Zyxquent", "identity");
      }
    }
    return null;
  }

  // The postmaster and each of its children.
  private static List<ProcessHandle> all() {
    var postmaster = ProcessHandle.of(OwnServers.postgres().process().pid()).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  // Those that serve a connection, and so write what is appended.
  private static List<ProcessHandle> backends() {
    return all().stream().filter(BrokenMachinesTest::servesConnection).toList();
  }

  private static boolean servesConnection(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .contains("127.0.0.1(");
    } catch (IOException _) {
      return false; // it has ended
    }
  }

  private static void signal(String signal, List<ProcessHandle> processes) throws Exception {
    var command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    assertThat(processes).isNotEmpty();
    var _ = new ProcessBuilder(command).start().waitFor();
  }

  private static void imported(int number, String advisor) {
    Door.until(() -> Door.take(TestPeople.line(SERIES, number, advisor)).statusCode() == 200);
    var token = Door.advisor(advisor);
    Door.until(() -> Door.open(token, TestPeople.person(SERIES, number)).statusCode() == 200);
  }

  private static String type(Response answer) {
    return answer.jsonPath().getString("type");
  }

  private boolean isStored(String receipt) {
    return pool.preparedQuery("select 1 from event where id = $1")
        .execute(Tuple.of(UUID.fromString(receipt)))
        .await()
        .atMost(Duration.ofSeconds(30))
        .iterator()
        .hasNext();
  }
}
