package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.eventstore.TestStore.Withdrawn;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is remembered saves reads, and never changes a decision.
class DecisionCacheTest {

  private static final TestStore POSTGRES = new TestStore();

  private static int accounts;

  private final String account = "remembered-" + accounts++;

  static List<EventStorageEngine> engines() {
    return List.of(
        POSTGRES.engine(), new WatchedEngine(POSTGRES.engine()), new InMemoryEventStorageEngine());
  }

  @AfterAll
  static void close() {
    POSTGRES.close();
  }

  private static EventStore on(EventStorageEngine engine) {
    return new DecidingEventStore(engine, TestStore.TYPES, Clock.systemUTC());
  }

  private static int count(int count, StoredEvent unused) {
    return count + 1;
  }

  private static int balance(int balance, StoredEvent event) {
    return switch (event.payload()) {
      case Deposited deposited -> balance + deposited.amount();
      case Withdrawn withdrawn -> balance - withdrawn.amount();
      default -> balance;
    };
  }

  private boolean withdraw(EventStore store, int amount) {
    return store
        .decide(
            Map.of(),
            Boundary.of(TestStore.account(account)),
            0,
            DecisionCacheTest::balance,
            balance ->
                balance < amount
                    ? new Decision<>(List.of(), false)
                    : new Decision<>(List.of(new Withdrawn(account, amount, "alice")), true))
        .toCompletableFuture()
        .join()
        .answer();
  }

  private void deposit(EventStore store, int amount) {
    store.append(Map.of(), List.of(new Deposited(account, amount))).toCompletableFuture().join();
  }

  @Test
  void a_decision_after_the_own_ones_reads_nothing() {
    var engine = new WatchedEngine(POSTGRES.engine());
    var store = on(engine);
    deposit(store, 100);
    withdraw(store, 1);
    var before = engine.reads();

    IntStream.range(0, 50).forEach(_ -> withdraw(store, 1));

    assertThat(engine.reads()).isEqualTo(before);
    assertThat(withdraw(store, 50)).isFalse();
    assertThat(withdraw(store, 49)).isTrue();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("engines")
  void what_another_replica_wrote_is_not_missed(EventStorageEngine engine) {
    var one = on(engine);
    var two = on(engine);
    deposit(one, 10);
    withdraw(one, 1);

    assertThat(withdraw(two, 9)).isTrue();

    assertThat(withdraw(one, 1)).isFalse();
  }

  /// A refusal that appends nothing has no append condition to be held to.
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("engines")
  void a_refusal_without_an_event_is_not_taken_on_what_was(EventStorageEngine engine) {
    var one = on(engine);
    deposit(one, 1);
    withdraw(one, 1);
    assertThat(withdraw(one, 5)).isFalse();

    deposit(on(engine), 5);

    assertThat(withdraw(one, 5)).isTrue();
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("engines")
  void a_new_process_decides_as_the_old_one_would(EventStorageEngine engine) {
    var old = on(engine);
    deposit(old, 10);
    withdraw(old, 7);

    assertThat(withdraw(on(engine), 4)).isFalse();
    assertThat(withdraw(on(engine), 3)).isTrue();
  }

  /// ATTACKS 36: stored, and the process was told that it was not.
  @Test
  void a_lost_answer_is_read_again() {
    var engine = new WatchedEngine(POSTGRES.engine());
    var store = on(engine);
    deposit(store, 10);
    withdraw(store, 1);
    engine.loseNextAnswer();

    assertThatThrownBy(() -> withdraw(store, 9))
        .hasCauseInstanceOf(StoreUnavailableException.class);

    assertThat(withdraw(store, 1)).isFalse();
  }

  /// Each event says how many events of its boundary its decision saw. Were one missed, or one seen
  /// that came later, the count would not be the one at its place.
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("engines")
  void every_decision_saw_exactly_what_stood_before_it(EventStorageEngine engine) {
    race(
        engine,
        (store, run) -> {
          var boundary = Boundary.of(TestStore.account(run.to())).or(run.tag(), Withdrawn.class);
          return store.decide(
              Map.of(),
              boundary,
              0,
              DecisionCacheTest::count,
              seen -> new Decision<>(List.of(run.withdrawn(seen)), true));
        });
  }

  /// The same of decisions that are taken together, on a state that is carried on. An event in both
  /// parts of the past is in both states: of the second part, those are left out.
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("engines")
  void so_did_each_of_those_that_were_taken_together(EventStorageEngine engine) {
    race(
        engine,
        (store, run) ->
            store.decide(
                Map.of(),
                new Fold<>(
                    Boundary.of(TestStore.account(run.to())).whollyUnlikely(),
                    0,
                    DecisionCacheTest::count),
                new Fold<>(
                    Boundary.of(run.tag(), Withdrawn.class),
                    0,
                    (seen, event) ->
                        ((Withdrawn) event.payload()).account().equals(run.to()) ? seen : seen + 1),
                (kept, fresh) -> new Decision<>(List.of(run.withdrawn(kept + fresh)), true)));
  }

  private record Run(String to, String by) {

    EventTag tag() {
      return EventTag.of("by", by);
    }

    Withdrawn withdrawn(int seen) {
      return new Withdrawn(to, seen, by);
    }
  }

  private static void race(
      EventStorageEngine engine,
      BiFunction<EventStore, Run, CompletionStage<Decided<Boolean>>> decision) {
    var run = UUID.randomUUID();
    var replicas = List.of(on(engine), on(engine), on(engine));
    var random = new Random(4);
    var decisions = new ArrayList<CompletableFuture<?>>();
    for (var i = 0; i < 600; i++) {
      var what = new Run(run + "-" + random.nextInt(4), run + "-" + random.nextInt(4));
      decisions.add(decision.apply(replicas.get(random.nextInt(3)), what).toCompletableFuture());
    }

    // Some lose the race too often, and have then not happened.
    decisions.forEach(done -> done.exceptionally(_ -> null).join());

    var boundary = Boundary.of(TestStore.account(run + "-0"));
    for (var i = 1; i < 4; i++) {
      boundary = boundary.or(TestStore.account(run + "-" + i));
    }
    var all = replicas.getFirst().read(boundary).toCompletableFuture().join();
    assertThat(all.size()).isGreaterThan(100);
    for (var event : all) {
      var made = (Withdrawn) event.payload();
      assertThat(
              all.stream()
                  .filter(other -> other.position() < event.position())
                  .map(other -> (Withdrawn) other.payload())
                  .filter(other ->
                      other.account().equals(made.account()) || other.by().equals(made.by())))
          .hasSize(made.amount());
    }
  }

  @Test
  void remembers_no_more_than_it_may_and_forgets_the_eldest_first() {
    var cache = new DecisionCache<Boundary.Criterion, Known>(10);

    IntStream.range(0, 5).forEach(n -> cache.put(criterion(n), known(3, n)));

    assertThat(cache.weight()).isEqualTo(8);
    assertThat(cache.get(criterion(2))).isNull();
    assertThat(cache.get(criterion(3))).isNotNull();
    assertThat(cache.get(criterion(4))).isNotNull();
    cache.put(criterion(9), known(11, 1));
    assertThat(cache.get(criterion(9))).isNull();
  }

  @Test
  void never_goes_back_to_knowing_less() {
    var cache = new DecisionCache<Boundary.Criterion, Known>(10);
    cache.put(criterion(1), known(2, 7));

    cache.put(criterion(1), known(1, 6));

    assertThat(cache.get(criterion(1))).isEqualTo(known(2, 7));
  }

  private static Boundary.Criterion criterion(int number) {
    return new Boundary.Criterion(Set.of(), Set.of(TestStore.account("c" + number)));
  }

  private static Known known(int events, int through) {
    var event =
        new StoredEvent(
            1, new UUID(0, 1), "t", 1, Instant.EPOCH, "payload", "{}", Map.of(), Set.of());
    return new Known(java.util.Collections.nCopies(events, event), through);
  }
}
