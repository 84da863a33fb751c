package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.eventstore.TestStore.Withdrawn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Decisions that wait for each other share a read and an append, and nothing else.
class DecidingTogetherTest {

  private static final TestStore POSTGRES = new TestStore();
  private static final int ALL = 60;
  private static final int BAD = 33;

  private static int accounts;

  private final String account = "together-" + accounts++;
  private final EventStore store =
      new DecidingEventStore(POSTGRES.engine(), TestStore.TYPES, Clock.systemUTC());

  @AfterAll
  static void close() {
    POSTGRES.close();
  }

  /// Each withdraws as much as there were withdrawals before it.
  private CompletableFuture<Decided<Integer>> withdraw(String by) {
    return store
        .decide(
            Map.of(),
            new Fold<>(
                Boundary.of(TestStore.account(account)),
                0,
                (Integer seen, StoredEvent _) -> seen + 1),
            new Fold<>(
                Boundary.of(EventTag.of("by", "nobody")).whollyUnlikely(), 0, (none, _) -> none),
            (Integer seen, Integer _) -> {
              if (by.isEmpty()) {
                throw new IllegalStateException("broken");
              }
              return new Decision<>(List.of(new Withdrawn(account, seen, by)), seen);
            })
        .toCompletableFuture();
  }

  private List<Integer> withdrawn() {
    return store.read(Boundary.of(TestStore.account(account))).toCompletableFuture().join().stream()
        .map(event -> ((Withdrawn) event.payload()).amount())
        .toList();
  }

  @Test
  void each_sees_what_those_before_it_came_to_and_gets_its_own_receipt() {
    var all = IntStream.range(0, ALL).mapToObj(_ -> withdraw("alice")).toList();

    var positions = all.stream().map(one -> one.join().appended().getFirst().position()).toList();

    assertThat(all).extracting(one -> one.join().answer()).containsExactlyElementsOf(first(ALL));
    assertThat(withdrawn()).containsExactlyElementsOf(first(ALL));
    assertThat(positions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_decision_that_breaks_fails_alone() {
    var all = IntStream.range(0, ALL).mapToObj(n -> withdraw(n == BAD ? "" : "alice")).toList();

    assertThatThrownBy(() -> all.get(BAD).join()).hasRootCauseMessage("broken");

    assertThat(all.stream().filter(one -> !one.handle((_, fault) -> fault != null).join()))
        .hasSize(ALL - 1);
    assertThat(withdrawn()).containsExactlyElementsOf(first(ALL - 1));
  }

  /// What one process remembers may be old, and so is what a decision throws on it.
  @Test
  void a_decision_that_breaks_on_what_is_old_is_taken_again() {
    assertThatThrownBy(() -> seen(1).join()).hasRootCauseMessage("too few");
    var elsewhere = new DecidingEventStore(POSTGRES.engine(), TestStore.TYPES, Clock.systemUTC());
    elsewhere
        .append(Map.of(), List.of(new Withdrawn(account, 1, "bob")))
        .toCompletableFuture()
        .join();

    assertThat(seen(1).join().answer()).isEqualTo(1);
  }

  private CompletableFuture<Decided<Integer>> seen(int atLeast) {
    return store
        .decide(
            Map.of(),
            Boundary.of(TestStore.account(account)),
            0,
            (seen, _) -> seen + 1,
            (Integer seen) -> {
              if (seen < atLeast) {
                throw new IllegalStateException("too few");
              }
              return new Decision<>(List.of(), seen);
            })
        .toCompletableFuture();
  }

  /// Nothing of what it decided is there for those after it, or in the store.
  @Test
  void an_event_on_which_a_fold_breaks_fails_alone() {
    var all = IntStream.range(0, ALL).mapToObj(n -> withdrawUnlessBroken(n == BAD)).toList();

    assertThatThrownBy(() -> all.get(BAD).join()).hasRootCauseMessage("an event that breaks");
    var others = all.stream().filter(one -> !one.handle((_, fault) -> fault != null).join());
    assertThat(others.map(one -> one.join().answer())).containsExactlyElementsOf(first(ALL - 1));
    assertThat(withdrawn()).containsExactlyElementsOf(first(ALL - 1));
  }

  private CompletableFuture<Decided<Integer>> withdrawUnlessBroken(boolean broken) {
    return store
        .decide(
            Map.of(),
            new Fold<>(
                Boundary.of(TestStore.account(account)),
                0,
                DecidingTogetherTest::countUnlessBroken),
            new Fold<>(
                Boundary.of(EventTag.of("by", account)),
                0,
                (Integer seen, StoredEvent _) -> seen + 1),
            (Integer _, Integer seen) ->
                new Decision<>(List.of(new Withdrawn(account, broken ? -1 : seen, account)), seen))
        .toCompletableFuture();
  }

  private static int countUnlessBroken(int seen, StoredEvent event) {
    if (((Withdrawn) event.payload()).amount() < 0) {
      throw new IllegalStateException("an event that breaks");
    }
    return seen + 1;
  }

  /// The database takes no such tag, and so none of what it came with.
  @Test
  void what_the_database_refuses_fails_alone() {
    var all =
        IntStream.range(0, ALL).mapToObj(n -> withdraw(n == BAD ? "a\u0000b" : "alice")).toList();

    assertThatThrownBy(() -> all.get(BAD).join()).hasMessageContaining("0x00");

    assertThat(all.stream().filter(one -> !one.handle((_, fault) -> fault != null).join()))
        .hasSize(ALL - 1);
    assertThat(withdrawn()).containsExactlyElementsOf(first(ALL - 1));
  }

  /// A state for the account, and one for whoever withdraws, which another account's share.
  @Test
  void every_part_of_a_past_may_be_kept_and_shared() {
    var by = "everywhere-" + account;

    for (var n = 0; n < 3; n++) {
      for (var each : List.of(account, "another-" + account)) {
        var mine = counted(TestStore.account(each));
        var everywhere = counted(EventTag.of("by", by));
        var seen =
            store
                .decide(
                    Map.of(),
                    List.of(mine, everywhere),
                    states ->
                        new Decision<>(
                            List.of(new Withdrawn(each, 1, by)),
                            List.of(states.of(mine), states.of(everywhere))))
                .toCompletableFuture()
                .join()
                .answer();

        assertThat(seen).containsExactly(n, each.equals(account) ? 2 * n : 2 * n + 1);
      }
    }
  }

  private static Fold<Integer> counted(EventTag tag) {
    return new Fold<>(Boundary.of(tag), 0, (seen, _) -> seen + 1);
  }

  /// A state of which nobody can say what it weighs, once there is something in it.
  private record Unweighed(int seen) implements Weighed {
    @Override
    public int weight() {
      if (seen > 0) {
        throw new IllegalStateException("cannot be remembered");
      }
      return 1;
    }
  }

  @Test
  void what_is_stored_is_told_and_not_appended_again_where_remembering_it_breaks() {
    var kept =
        new Fold<>(
            Boundary.of(TestStore.account(account)),
            new Unweighed(0),
            (Unweighed state, StoredEvent _) -> new Unweighed(state.seen() + 1));
    var nothing =
        new Fold<>(Boundary.of(EventTag.of("by", "nobody")).whollyUnlikely(), 0, (none, _) -> none);

    var all =
        IntStream.range(0, 2)
            .mapToObj(n ->
                store
                    .decide(
                        Map.of(),
                        kept,
                        nothing,
                        (seen, _) -> new Decision<>(List.of(new Withdrawn(account, n, "alice")), n))
                    .toCompletableFuture())
            .toList();

    assertThat(all.getFirst().join().answer()).isZero();
    assertThatThrownBy(() -> all.getLast().join()).hasRootCauseMessage("cannot be remembered");
    assertThat(withdrawn()).containsExactly(0);
  }

  private static List<Integer> first(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
