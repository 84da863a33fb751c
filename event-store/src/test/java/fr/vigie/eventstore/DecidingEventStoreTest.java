package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.eventstore.TestStore.Withdrawn;
import fr.vigie.testkit.MutableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecidingEventStoreTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final TestStore POSTGRES = new TestStore();
  private static final Map<String, String> ALICE = Map.of("actor", "alice");

  private static int accounts;

  private final String account = "account-" + accounts++;

  static List<EventStore> stores() {
    return List.of(on(POSTGRES.engine()), on(new InMemoryEventStorageEngine()));
  }

  private static EventStore on(EventStorageEngine engine) {
    return new DecidingEventStore(engine, TestStore.TYPES, new MutableClock(NINE));
  }

  @AfterAll
  static void close() {
    POSTGRES.close();
  }

  private static int balance(int balance, StoredEvent event) {
    return switch (event.payload()) {
      case Deposited deposited -> balance + deposited.amount();
      case Withdrawn withdrawn -> balance - withdrawn.amount();
      default -> balance;
    };
  }

  private Decided<Boolean> withdraw(EventStore store, int amount) {
    return decision(store, amount).join();
  }

  private CompletableFuture<Decided<Boolean>> decision(EventStore store, int amount) {
    return store
        .decide(
            ALICE,
            Boundary.of(TestStore.account(account)),
            0,
            DecidingEventStoreTest::balance,
            balance ->
                balance < amount
                    ? new Decision<>(List.of(), false)
                    : new Decision<>(List.of(new Withdrawn(account, amount, "alice")), true))
        .toCompletableFuture();
  }

  private List<StoredEvent> events(EventStore store) {
    return store.read(Boundary.of(TestStore.account(account))).toCompletableFuture().join();
  }

  private void deposit(EventStore store, int amount) {
    store.append(ALICE, List.of(new Deposited(account, amount))).toCompletableFuture().join();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keeps_what_was_decided_with_everything_that_goes_with_it(EventStore store) {
    deposit(store, 100);

    var decided = withdraw(store, 30);

    assertThat(decided.answer()).isTrue();
    var last = events(store).getLast();
    var receipt = decided.appended().getFirst();
    assertThat(last)
        .isEqualTo(
            new StoredEvent(
                receipt.position(),
                receipt.id(),
                "test.withdrawn",
                2,
                NINE,
                new Withdrawn(account, 30, "alice"),
                "{\"account\":\"" + account + "\",\"amount\":30,\"by\":\"alice\"}",
                Map.of("actor", "alice", "operation", "withdraw"),
                java.util.Set.of(TestStore.account(account), EventTag.of("by", "alice"))));
    assertThat(receipt.id().version()).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void appends_nothing_where_nothing_was_decided(EventStore store) {
    var decided = withdraw(store, 1);

    assertThat(decided.answer()).isFalse();
    assertThat(decided.appended()).isEmpty();
    assertThat(events(store)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void gives_each_event_of_a_decision_its_place(EventStore store) {
    var receipts =
        store
            .append(
                ALICE,
                List.of(
                    new Deposited(account, 1),
                    new Deposited(account, 2),
                    new Deposited(account, 3)))
            .toCompletableFuture()
            .join();

    assertThat(receipts)
        .extracting(Receipt::position)
        .containsExactlyElementsOf(events(store).stream().map(StoredEvent::position).toList());
    assertThat(receipts)
        .extracting(Receipt::id)
        .containsExactlyElementsOf(events(store).stream().map(StoredEvent::id).toList());
  }

  @ParameterizedTest
  @MethodSource("stores")
  void never_overdraws_whoever_races(EventStore store) {
    deposit(store, 100);

    var tries = new ArrayList<CompletableFuture<Decided<Boolean>>>();
    IntStream.range(0, 200).forEach(_ -> tries.add(decision(store, 1)));

    assertThat(tries.stream().filter(attempt -> attempt.join().answer())).hasSize(100);
    assertThat(events(store)).hasSize(101);
  }

  /// What was supposed not to be there, and is: the append finds out, and the decision is taken
  /// again on what there is.
  @ParameterizedTest
  @MethodSource("stores")
  void supposes_nothing_that_is_not_so(EventStore store) {
    deposit(store, 100);
    var unlikely = Boundary.of(TestStore.account(account)).whollyUnlikely();

    var decided =
        store
            .decide(
                ALICE,
                unlikely.orUnlikely(EventTag.of("by", "nobody"), Withdrawn.class),
                0,
                DecidingEventStoreTest::balance,
                balance ->
                    new Decision<>(List.of(new Withdrawn(account, balance / 2, "alice")), balance))
            .toCompletableFuture()
            .join();

    assertThat(decided.answer()).isEqualTo(100);
    assertThat(events(store).getLast().payload()).isEqualTo(new Withdrawn(account, 50, "alice"));
  }

  /// A decision that appends nothing has nothing that would find out.
  @ParameterizedTest
  @MethodSource("stores")
  void reads_before_it_says_no(EventStore store) {
    deposit(store, 100);

    var decided =
        store
            .decide(
                ALICE,
                Boundary.of(TestStore.account(account)).whollyUnlikely(),
                0,
                DecidingEventStoreTest::balance,
                balance -> new Decision<>(List.of(), balance))
            .toCompletableFuture()
            .join();

    assertThat(decided.answer()).isEqualTo(100);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void hands_a_fault_of_the_decision_to_the_caller(EventStore store) {
    var decision =
        store
            .decide(
                ALICE,
                Boundary.of(TestStore.account(account)),
                0,
                DecidingEventStoreTest::balance,
                _ -> {
                  throw new IllegalStateException("broken");
                })
            .toCompletableFuture();

    assertThatThrownBy(decision::join).hasRootCauseMessage("broken");
    assertThat(withdraw(store, 1).answer()).isFalse(); // the lane is free again
  }
}
