package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.eventstore.TestStore.Withdrawn;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many replicas, many writers, few tags.
class ManyWritersTest {

  private static final int WRITERS = 64;
  private static final int ACCOUNTS = 5;
  private static final int START = 100;

  private final TestStore one = new TestStore();
  private final TestStore two = new TestStore(one.database());

  @AfterEach
  void close() {
    two.close();
    one.close();
  }

  /// Eight replicas that know nothing of each other, on two engines.
  private final List<EventStore> replicas =
      IntStream.range(0, 8)
          .<EventStore>mapToObj(i ->
              new DecidingEventStore(
                  (i % 2 == 0 ? one : two).engine(), TestStore.TYPES, Clock.systemUTC()))
          .toList();

  private static int balance(int balance, StoredEvent event) {
    return switch (event.payload()) {
      case Deposited deposited -> balance + deposited.amount();
      case Withdrawn withdrawn -> balance - withdrawn.amount();
      default -> balance;
    };
  }

  private static boolean withdraw(EventStore store, String account, int amount, String by) {
    try {
      return store
          .decide(
              Map.of(),
              Boundary.of(TestStore.account(account)),
              0,
              ManyWritersTest::balance,
              balance ->
                  balance < amount
                      ? new Decision<>(List.of(), false)
                      : new Decision<>(List.of(new Withdrawn(account, amount, by)), true))
          .toCompletableFuture()
          .join()
          .answer();
    } catch (CompletionException busy) {
      assertThat(busy).hasCauseInstanceOf(StoreBusyException.class);
      return false;
    }
  }

  @Test
  void nobody_overdraws_and_no_reader_sees_a_gap() throws Exception {
    for (var i = 0; i < ACCOUNTS; i++) {
      replicas
          .getFirst()
          .append(Map.of(), List.of(new Deposited("a" + i, START)))
          .toCompletableFuture()
          .join();
    }
    var over = new AtomicBoolean();
    var withdrawn = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers = List.of(threads.submit(reader(one, over)), threads.submit(reader(two, over)));
      var writers = new ArrayList<Future<?>>();
      for (var i = 0; i < WRITERS; i++) {
        var store = replicas.get(i % replicas.size());
        var by = "w" + i;
        writers.add(
            threads.submit(() -> {
              for (var n = 0; n < 30; n++) {
                var account = "a" + ThreadLocalRandom.current().nextInt(ACCOUNTS);
                var amount = 1 + ThreadLocalRandom.current().nextInt(3);
                if (withdraw(store, account, amount, by)) {
                  withdrawn.addAndGet(amount);
                }
              }
            }));
      }
      for (var writer : writers) {
        writer.get();
      }
      over.set(true);
      var head = one.engine().head().join();
      for (var reader : readers) {
        assertThat(reader.get()).isEqualTo(head);
      }
    }

    var left = 0;
    for (var i = 0; i < ACCOUNTS; i++) {
      var account = replicas.getFirst().read(Boundary.of(TestStore.account("a" + i)));
      var balance = 0;
      for (var event : account.toCompletableFuture().join()) {
        balance = balance(balance, event);
        assertThat(balance).isNotNegative();
      }
      left += balance;
    }
    assertThat(left + withdrawn.get()).isEqualTo(ACCOUNTS * START);
  }

  /// Reads on and on; each event must be the next. Ends with the position of the last.
  private static Callable<Long> reader(TestStore store, AtomicBoolean over) {
    return () -> {
      var last = 0L;
      while (true) {
        var ending = over.get();
        var rows =
            store
                .pool()
                .preparedQuery(StoredRows.AFTER)
                .execute(Tuple.of(last, 1000))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        for (var row : rows) {
          if (row.getLong(0) != last + 1) {
            throw new ExecutionException(
                new AssertionError("after " + last + " came " + row.getLong(0)));
          }
          last++;
        }
        if (ending && rows.size() == 0) {
          return last;
        }
      }
    };
  }
}
