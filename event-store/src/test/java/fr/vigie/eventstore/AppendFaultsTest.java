package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.vigie.embedded.PostgresServer;
import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.testkit.TestServers;
import io.vertx.pgclient.PgException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendFaultsTest {

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  private static CompletableFuture<Object> append(TestStore store, UUID id, String json) {
    var message =
        new GenericEventMessage(
            id.toString(),
            new MessageType("test.raw", "1"),
            json,
            Map.of(),
            Instant.parse("2026-01-05T09:00:00Z"));
    return store
        .engine()
        .appendEvents(
            AppendCondition.none(),
            null,
            List.of(new GenericTaggedEventMessage<>(message, Set.of(Tag.of("t", "x")))))
        .thenCompose(AppendFaultsTest::commit);
  }

  private static <R> CompletableFuture<Object> commit(AppendTransaction<R> transaction) {
    return transaction.commit(null).thenApply(Object.class::cast);
  }

  private static List<Long> positions(TestStore store) {
    var rows =
        store
            .pool()
            .query("select position from event order by position")
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var positions = new ArrayList<Long>();
    rows.forEach(row -> positions.add(row.getLong(0)));
    return positions;
  }

  private static void assertContiguous(List<Long> positions) {
    assertThat(positions)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, positions.size()).boxed().toList());
  }

  private static Throwable fault(CompletableFuture<?> future) {
    return future.handle((_, fault) -> Faults.root(fault)).join();
  }

  @Test
  void a_poisoned_append_fails_alone() {
    var good = new ArrayList<CompletableFuture<Object>>();
    var bad = new ArrayList<CompletableFuture<Object>>();
    for (var i = 0; i < 200; i++) {
      good.add(append(store, UUID.randomUUID(), "{}"));
      if (i % 40 == 7) {
        bad.add(append(store, UUID.randomUUID(), "{broken"));
      }
    }

    assertThat(good).allSatisfy(CompletableFuture::join);
    assertThat(bad).allSatisfy(no -> assertThat(fault(no)).isInstanceOf(PgException.class));
    assertThat(positions(store)).hasSize(200);
    assertContiguous(positions(store));
  }

  @Test
  void the_same_event_is_stored_once() {
    var id = UUID.randomUUID();

    var both = List.of(append(store, id, "{}"), append(store, id, "{}"));

    assertThat(both.stream().filter(one -> one.handle((_, no) -> no == null).join())).hasSize(1);
    assertThat(positions(store)).containsExactly(1L);
  }

  @Test
  void an_identifier_that_is_no_uuid_is_refused() {
    var message =
        new GenericEventMessage("not-a-uuid", new MessageType("x"), "{}", Map.of(), Instant.EPOCH);

    var append =
        store
            .engine()
            .appendEvents(
                AppendCondition.none(),
                null,
                List.of(new GenericTaggedEventMessage<>(message, Set.of())));

    assertThatThrownBy(append::join).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_append_has_an_answer_though_its_connection_is_cut() throws SQLException {
    var appends = new ArrayList<CompletableFuture<Object>>();
    try (var superuser =
            DriverManager.getConnection(
                store.database().jdbcUrl(),
                TestServers.postgres().superuser().user(),
                TestServers.postgres().superuser().password());
        var cut =
            superuser.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()")) {
      for (var round = 0; round < 20; round++) {
        IntStream.range(0, 50).forEach(_ -> appends.add(append(store, UUID.randomUUID(), "{}")));
        cut.execute();
      }
    }

    var answers =
        appends.stream()
            .map(append -> append.orTimeout(60, TimeUnit.SECONDS).handle((_, no) -> no).join())
            .toList();

    assertThat(answers)
        .allMatch(no -> no == null || Faults.root(no) instanceof StoreUnavailableException);
    var acknowledged = answers.stream().filter(no -> no == null).count();
    assertThat((long) positions(store).size()).isGreaterThanOrEqualTo(acknowledged);
    assertContiguous(positions(store));
    append(store, UUID.randomUUID(), "{}").join();
  }

  @Test
  void says_that_the_database_is_away_and_serves_when_it_is_back(@TempDir Path folder) {
    try (var server = PostgresServer.start(folder, 0)) {
      var database = TestServers.databaseOn(server, "away");
      TestServers.migrate(database, "db/event-store");
      try (var store = new TestStore(database)) {
        var events = new DecidingEventStore(store.engine(), TestStore.TYPES, Clock.systemUTC());
        var boundary = Boundary.of(TestStore.account("a"));
        events.append(Map.of(), List.of(new Deposited("a", 1))).toCompletableFuture().join();

        server.process().kill();

        var read = events.read(boundary).toCompletableFuture();
        var write = events.append(Map.of(), List.of(new Deposited("a", 1))).toCompletableFuture();
        assertThatThrownBy(read::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(write::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(StoreUnavailableException.class);

        server.restart();

        await()
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .until(() ->
                events
                        .append(Map.of(), List.of(new Deposited("a", 1)))
                        .toCompletableFuture()
                        .join()
                        .getFirst()
                        .position()
                    == 2);
      }
    }
  }

  @Test
  void does_not_wait_for_ever_for_another_writer() throws SQLException {
    var database = store.database();
    try (var other =
            DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(7215001)");

      var append = append(store, UUID.randomUUID(), "{}");

      assertThat(fault(append)).isInstanceOf(StoreUnavailableException.class);
    }
    append(store, UUID.randomUUID(), "{}").join();
    assertContiguous(positions(store));
  }

  @Test
  void a_reader_that_gets_no_answer_is_told_so() throws SQLException {
    var database = store.database();
    var events = new DecidingEventStore(store.engine(), TestStore.TYPES, Clock.systemUTC());
    try (var other =
            DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table event in access exclusive mode");

      var read = events.read(Boundary.of(TestStore.account("a"))).toCompletableFuture();

      assertThat(fault(read)).isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(events.read(Boundary.of(TestStore.account("a"))).toCompletableFuture().join())
        .isEmpty();
  }
}
