package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.eventstore.TestStore.Withdrawn;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestStore store = new TestStore();
  private final EventStore events =
      new DecidingEventStore(store.engine(), TestStore.TYPES, Clock.systemUTC());

  @BeforeEach
  void create_the_read_model() throws SQLException {
    var database = store.database();
    try (var owner =
            java.sql.DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
        var statement = owner.createStatement()) {
      statement.execute("create table balance (account text primary key, total int not null)");
      statement.execute("grant select, insert, update on balance to " + database.service().user());
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void deposit(int times) {
    events
        .append(Map.of(), IntStream.range(0, times).mapToObj(_ -> new Deposited("a", 1)).toList())
        .toCompletableFuture()
        .join();
  }

  private static Future<?> add(SqlConnection connection, StoredEvent event) {
    return connection
        .preparedQuery(
            "insert into balance values ($1, $2)"
                + " on conflict (account) do update set total = balance.total + excluded.total")
        .execute(Tuple.of("a", ((Deposited) event.payload()).amount()));
  }

  private int total() {
    var rows =
        store
            .pool()
            .query("select coalesce(sum(total), 0)::int from balance")
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return rows.iterator().next().getInteger(0);
  }

  private Projection projection() {
    return new Projection("balance", store.engine(), TestStore.TYPES, ProjectionTest::add);
  }

  @Test
  void counts_what_was_there_and_what_comes() {
    deposit(3);
    try (var projection = projection()) {
      projection.start();
      await().atMost(PATIENCE).until(() -> total() == 3);

      deposit(2);

      await().atMost(PATIENCE).until(() -> total() == 5);
      assertThat(projection.leading()).isTrue();
      assertThat(projection.fault()).isNull();
      await().atMost(PATIENCE).until(() -> projection.lag() == 0);
    }
  }

  @Test
  void what_nobody_waits_for_gathers_until_something_else_comes() {
    var batches = new CopyOnWriteArrayList<Integer>();
    try (var projection =
        Projection.ofBatches(
                "balance",
                store.engine(),
                TestStore.TYPES,
                (connection, batch) -> {
                  batches.add(batch.size());
                  return Future.succeededFuture();
                })
            .unhurried(Duration.ofHours(1), Set.of(Deposited.class))) {
      projection.start();
      deposit(1);
      await().atMost(PATIENCE).until(() -> batches.equals(List.of(1)));

      deposit(1);
      deposit(1);
      events.append(Map.of(), List.of(new Withdrawn("a", 1, "bob"))).toCompletableFuture().join();

      await().atMost(PATIENCE).until(() -> batches.size() == 2);
      assertThat(batches).containsExactly(1, 3);
    }
  }

  @Test
  void goes_on_where_it_stopped() {
    deposit(3);
    try (var first = projection()) {
      first.start();
      await().atMost(PATIENCE).until(() -> total() == 3);
    }

    deposit(4);
    try (var second = projection()) {
      second.start();

      await().atMost(PATIENCE).until(() -> total() >= 7);
      assertThat(total()).isEqualTo(7);
    }
  }

  @Test
  void counts_each_event_once_though_the_handler_fails_half_way() {
    var failures = new AtomicInteger(3);
    deposit(10);
    try (var projection =
        new Projection(
            "balance",
            store.engine(),
            TestStore.TYPES,
            (connection, event) ->
                event.position() == 7 && failures.getAndDecrement() > 0
                    ? Future.failedFuture("not now")
                    : add(connection, event))) {
      projection.start();

      await().atMost(PATIENCE).until(() -> total() >= 10);
      assertThat(total()).isEqualTo(10);
      assertThat(failures.get()).isNegative();
    }
  }

  @Test
  void one_of_two_reads_and_the_other_takes_over() {
    var other = new TestStore(store.database());
    var first = projection();
    var second = new Projection("balance", other.engine(), TestStore.TYPES, ProjectionTest::add);
    try {
      first.start();
      await().atMost(PATIENCE).until(first::leading);
      second.start();
      deposit(5);
      await().atMost(PATIENCE).until(() -> total() == 5);
      assertThat(second.leading()).isFalse();

      first.close();
      deposit(5);

      await().atMost(PATIENCE).until(() -> total() >= 10);
      assertThat(total()).isEqualTo(10);
      assertThat(second.leading()).isTrue();
    } finally {
      first.close();
      second.close();
      other.close();
    }
  }

  @Test
  void who_waits_for_its_turn_asks_once_a_second_whatever_comes() {
    var asked = new AtomicInteger();
    var other = new TestStore(store.database());
    var engine = new PostgresEventStorageEngine(other.vertx(), counted(other.pool(), asked));
    var first = projection();
    var second = new Projection("balance", engine, TestStore.TYPES, ProjectionTest::add);
    try {
      first.start();
      await().atMost(PATIENCE).until(first::leading);
      second.start();
      await().atMost(PATIENCE).until(() -> asked.get() > 1); // one listens
      var before = asked.get();
      var began = System.nanoTime();
      for (var event = 1; event <= 40; event++) {
        var all = event;
        deposit(1);
        await().atMost(PATIENCE).until(() -> total() == all);
      }

      var seconds = (System.nanoTime() - began) / 1_000_000_000;
      assertThat(asked.get() - before).isLessThanOrEqualTo((int) seconds + 2);
    } finally {
      first.close();
      second.close();
      engine.close();
      other.close();
    }
  }

  @Test
  void looks_once_a_second_while_nothing_comes_that_it_wants() {
    var looks = new AtomicInteger();
    var other = new TestStore(store.database());
    var engine = new PostgresEventStorageEngine(other.vertx(), looking(other.pool(), looks));
    var pace = projection();
    var withdrawals = new CopyOnWriteArrayList<StoredEvent>();
    var wanting =
        new Projection(
            "withdrawals",
            engine,
            TestStore.TYPES,
            Set.of(Withdrawn.class),
            (_, event) -> {
              withdrawals.add(event);
              return Future.succeededFuture();
            });
    try {
      pace.start();
      wanting.start();
      await().atMost(PATIENCE).until(() -> wanting.leading() && looks.get() > 0);
      var before = looks.get();
      var began = System.nanoTime();
      for (var event = 1; event <= 40; event++) {
        var all = event;
        deposit(1);
        await().atMost(PATIENCE).until(() -> total() == all);
      }

      var seconds = (System.nanoTime() - began) / 1_000_000_000;
      assertThat(looks.get() - before).isLessThanOrEqualTo((int) seconds + 2);
      events.append(Map.of(), List.of(new Withdrawn("a", 1, "bob"))).toCompletableFuture().join();
      await().atMost(PATIENCE).until(() -> withdrawals.size() == 1);
    } finally {
      pace.close();
      wanting.close();
      engine.close();
      other.close();
    }
  }

  @Test
  void finds_the_few_it_wants_among_thousands() {
    deposit(6_000);
    events.append(Map.of(), List.of(new Withdrawn("a", 1, "bob"))).toCompletableFuture().join();
    deposit(6_000);
    var withdrawals =
        events.append(
            Map.of(), IntStream.range(0, 1_100).mapToObj(i -> new Withdrawn("a", i, "b")).toList());
    withdrawals.toCompletableFuture().join();
    var amounts = new CopyOnWriteArrayList<Integer>();
    try (var projection =
        Projection.ofTypes(
            "withdrawals",
            store.engine(),
            TestStore.TYPES,
            Set.of(Withdrawn.class),
            (_, batch) -> {
              batch.forEach(event -> amounts.add(((Withdrawn) event.payload()).amount()));
              return Future.succeededFuture();
            })) {
      projection.start();

      await().atMost(PATIENCE).until(() -> amounts.size() >= 1_101 && projection.lag() == 0);
      assertThat(amounts.getFirst()).isEqualTo(1);
      assertThat(amounts.subList(1, amounts.size()))
          .containsExactlyElementsOf(IntStream.range(0, 1_100).boxed().toList());
    }
  }

  /// A pool whose connections count how often they are asked for events of some types.
  private static Pool looking(Pool pool, AtomicInteger looks) {
    return proxy(
        Pool.class,
        pool,
        (method, arguments, answer) ->
            method.equals("getConnection")
                ? ((Future<?>) answer)
                    .map(connection ->
                        proxy(
                            PgConnection.class,
                            connection,
                            (asked, what, then) -> {
                              if (asked.equals("preparedQuery")
                                  && StoredRows.OF_TYPES_AFTER.equals(what[0])) {
                                looks.incrementAndGet();
                              }
                              return then;
                            }))
                : answer);
  }

  private interface Heard {
    @Nullable Object hear(String method, Object[] arguments, Object answer);
  }

  private static <T> T proxy(Class<T> type, Object of, Heard heard) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                heard.hear(method.getName(), arguments, method.invoke(of, arguments))));
  }

  /// A pool that counts how often a connection is asked for.
  private static Pool counted(Pool pool, AtomicInteger asked) {
    return proxy(
        Pool.class,
        pool,
        (method, _, answer) -> {
          if (method.equals("getConnection")) {
            asked.incrementAndGet();
          }
          return answer;
        });
  }

  @Test
  void stops_at_what_it_cannot_read() {
    deposit(1);
    var unknown =
        EventTypes.builder(new com.fasterxml.jackson.databind.ObjectMapper(), _ -> Map.of())
            .build();
    try (var projection = new Projection("balance", store.engine(), unknown, ProjectionTest::add)) {
      projection.start();

      await().atMost(PATIENCE).until(() -> projection.fault() != null);
      assertThat(projection.fault()).isInstanceOf(UnreadableEventException.class);
      assertThat(total()).isZero();
      await().atMost(PATIENCE).until(() -> projection.lag() == 1);
    }
  }

  @Test
  void takes_whole_batches() {
    deposit(1200);
    var sizes = new java.util.concurrent.CopyOnWriteArrayList<Integer>();
    try (var projection =
        Projection.ofBatches(
            "balance",
            store.engine(),
            TestStore.TYPES,
            (connection, batch) -> {
              sizes.add(batch.size());
              return Future.succeededFuture();
            })) {
      projection.start();

      await().atMost(PATIENCE).until(() -> sizes.stream().mapToInt(i -> i).sum() == 1200);
      assertThat(sizes).containsExactly(500, 500, 200);
    }
  }

  @Test
  void passes_over_what_it_does_not_want_and_is_as_far_as_the_rest() {
    var taken = new java.util.concurrent.CopyOnWriteArrayList<StoredEvent>();
    deposit(700);
    withdraw();
    deposit(700);
    try (var projection = withdrawals(taken)) {
      projection.start();

      await().atMost(PATIENCE).until(() -> stored() == 1_401);
      assertThat(taken).extracting(StoredEvent::position).containsExactly(701L);
      deposit(3);
      await().atMost(PATIENCE).until(() -> stored() == 1_404);
      withdraw();
      await().atMost(PATIENCE).until(() -> taken.size() == 2);
      assertThat(taken.getLast().position()).isEqualTo(1_405);
    }

    try (var again = withdrawals(taken)) {
      again.start();
      withdraw();

      await().atMost(PATIENCE).until(() -> taken.size() >= 3);
      assertThat(taken).extracting(StoredEvent::position).containsExactly(701L, 1_405L, 1_406L);
    }
  }

  private Projection withdrawals(List<StoredEvent> taken) {
    return Projection.ofTypes(
        "withdrawals",
        store.engine(),
        TestStore.TYPES,
        Set.of(Withdrawn.class),
        (_, batch) -> {
          taken.addAll(batch);
          return Future.succeededFuture();
        });
  }

  private long stored() {
    var rows =
        store
            .pool()
            .query("select position from follower where name = 'withdrawals'")
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return rows.size() == 0 ? 0 : rows.iterator().next().getLong(0);
  }

  private void withdraw() {
    events.append(Map.of(), List.of(new Withdrawn("a", 1, "x"))).toCompletableFuture().join();
  }
}
