package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.eventstore.TestStore.Deposited;
import fr.vigie.eventstore.TestStore.Withdrawn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final Predicate<String> WITHDRAWALS = "test.withdrawn"::equals;
  private static final Set<String> BOTH = Set.of("test.deposited", "test.withdrawn");

  @Test
  void another_replica_is_told_which_types_came_and_how_far() {
    try (var here = new TestStore();
        var there = new TestStore(here.database())) {
      var heard = new CopyOnWriteArrayList<Arrival>();
      there.engine().arrivals().tell(heard::add);
      var store = new DecidingEventStore(here.engine(), TestStore.TYPES, Clock.systemUTC());

      await()
          .until(() -> {
            store
                .append(Map.of(), List.of(new Deposited("a", 1), new Withdrawn("a", 1, "bob")))
                .toCompletableFuture()
                .join();
            return heard.stream()
                .anyMatch(arrival -> arrival.through() > 0 && arrival.types().equals(BOTH));
          });
    }
  }

  @Test
  void who_waits_for_other_types_need_not_look() {
    assertThat(Arrival.told("7 test.deposited,test.opened").mayHold(WITHDRAWALS)).isFalse();
    assertThat(Arrival.told("7 test.deposited,test.withdrawn").mayHold(WITHDRAWALS)).isTrue();
  }

  @Test
  void what_does_not_tell_its_types_may_hold_any() {
    assertThat(Arrival.told("7")).isEqualTo(new Arrival(7, Set.of()));
    assertThat(Arrival.told("7").mayHold(WITHDRAWALS)).isTrue();
    assertThat(Arrival.told("a word").mayHold(WITHDRAWALS)).isTrue();
  }
}
