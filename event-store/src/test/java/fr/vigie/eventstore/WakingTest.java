package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WakingTest {

  private static final Set<String> FROZEN = Set.of("test.frozen");
  private static final Set<String> OTHER = Set.of("test.other");

  private final AtomicInteger woken = new AtomicInteger();
  private final Waking waking = new Waking(FROZEN::contains, woken::incrementAndGet);

  @Test
  void the_same_append_told_twice_wakes_once() {
    waking.accept(new Arrival(7, FROZEN));
    waking.accept(new Arrival(7, FROZEN));

    assertThat(woken).hasValue(1);
  }

  // A freeze that another replica stored, and an append of our own after it whose word is faster.
  @Test
  void what_was_overtaken_by_a_later_append_is_still_news() {
    waking.accept(new Arrival(12, OTHER));
    waking.accept(new Arrival(11, FROZEN));
    assertThat(woken).hasValue(1);

    waking.accept(new Arrival(14, FROZEN));
    waking.accept(new Arrival(13, FROZEN));
    assertThat(woken).hasValue(3);
  }

  @Test
  void what_is_not_wanted_wakes_nobody() {
    waking.accept(new Arrival(7, OTHER));

    assertThat(woken).hasValue(0);
  }

  @Test
  void who_wants_everything_wakes_for_anything() {
    new Waking(_ -> true, woken::incrementAndGet).accept(new Arrival(7, OTHER));

    assertThat(woken).hasValue(1);
  }

  @Test
  void perhaps_wakes_each_time() {
    waking.accept(Arrival.PERHAPS);
    waking.accept(Arrival.PERHAPS);

    assertThat(woken).hasValue(2);
  }
}
