package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final Lanes<String> lanes = new Lanes<>(3);
  private final List<Integer> began = new ArrayList<>();

  private CompletableFuture<Integer> enter(String key, int number, CompletableFuture<Integer> end) {
    return lanes.run(
        key,
        () -> {
          began.add(number);
          return end;
        });
  }

  @Test
  void work_of_one_key_passes_one_after_the_other() {
    var first = new CompletableFuture<Integer>();
    var one = enter("a", 1, first);
    var second = enter("a", 2, CompletableFuture.completedFuture(2));

    assertThat(began).containsExactly(1);
    first.complete(1);

    assertThat(one).isCompletedWithValue(1);
    assertThat(second).isCompletedWithValue(2);
    assertThat(began).containsExactly(1, 2);
    assertThat(lanes.size()).isZero();
  }

  /// ATTACKS 41.
  @Test
  void a_lane_that_is_full_takes_no_more_and_others_go_on() {
    var end = new CompletableFuture<Integer>();
    var inside = List.of(enter("a", 1, end), enter("a", 2, end), enter("a", 3, end));

    var refused = enter("a", 4, end);

    assertThatThrownBy(refused::join).hasCauseInstanceOf(StoreBusyException.class);
    assertThat(enter("b", 5, CompletableFuture.completedFuture(5))).isCompleted();
    end.complete(0);
    assertThat(inside).allSatisfy(work -> assertThat(work).isCompletedWithValue(0));
    assertThat(enter("a", 6, CompletableFuture.completedFuture(6))).isCompletedWithValue(6);
    assertThat(began).containsExactly(1, 5, 2, 3, 6);
  }

  @Test
  void work_that_fails_lets_the_next_pass() {
    var failed = enter("a", 1, CompletableFuture.failedFuture(new IllegalStateException()));
    var thrown =
        lanes.<Integer>run(
            "a",
            () -> {
              throw new IllegalStateException();
            });

    assertThat(failed).isCompletedExceptionally();
    assertThat(thrown).isCompletedExceptionally();
    assertThat(enter("a", 2, CompletableFuture.completedFuture(2))).isCompletedWithValue(2);
  }
}
