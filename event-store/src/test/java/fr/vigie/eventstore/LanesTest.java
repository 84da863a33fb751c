package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final List<List<Integer>> began = new ArrayList<>();
  private final Map<Integer, CompletableFuture<Boolean>> ends = new HashMap<>();

  /// Negative numbers go alone.
  private final Lanes<String, Integer> lanes = new Lanes<>(5, 3, piece -> piece >= 0, this::begin);

  private CompletableFuture<?> begin(List<Integer> pieces) {
    began.add(pieces);
    return ends.computeIfAbsent(pieces.getFirst(), _ -> new CompletableFuture<>());
  }

  private void end(int first) {
    ends.computeIfAbsent(first, _ -> new CompletableFuture<>()).complete(true);
  }

  @Test
  void what_gathers_behind_work_under_way_goes_on_together_in_its_order() {
    List.of(1, 2, 3, 4, 5).forEach(piece -> lanes.enter("a", piece));
    assertThat(began).containsExactly(List.of(1));

    end(1);
    assertThat(began).containsExactly(List.of(1), List.of(2, 3, 4));
    end(2);
    end(5);

    assertThat(began).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
    assertThat(lanes.size()).isZero();
  }

  @Test
  void what_does_not_join_passes_alone_and_overtakes_nobody() {
    List.of(1, 2, -3, -4, 5).forEach(piece -> lanes.enter("a", piece));

    List.of(1, 2, -3, -4, 5).forEach(this::end);

    assertThat(began).containsExactly(List.of(1), List.of(2), List.of(-3), List.of(-4), List.of(5));
  }

  /// ATTACKS 41.
  @Test
  void a_lane_that_is_full_takes_no_more_and_others_go_on() {
    assertThat(List.of(1, 2, 3, 4, 5)).allMatch(piece -> lanes.enter("a", piece));

    assertThat(lanes.enter("a", 6)).isFalse();
    assertThat(lanes.enter("b", 7)).isTrue();

    end(1);
    assertThat(lanes.enter("a", 8)).isTrue();
    assertThat(began).containsExactly(List.of(1), List.of(7), List.of(2, 3, 4));
  }

  @Test
  void work_that_fails_lets_the_next_pass() {
    var failing =
        new Lanes<String, Integer>(
            5,
            3,
            _ -> true,
            pieces -> {
              began.add(pieces);
              if (pieces.contains(1)) {
                throw new IllegalStateException();
              }
              return CompletableFuture.failedFuture(new IllegalStateException());
            });

    failing.enter("a", 1);
    failing.enter("a", 2);

    assertThat(began).containsExactly(List.of(1), List.of(2));
    assertThat(failing.size()).isZero();
  }

  /// ATTACKS 41: a store that takes nothing any more, and a long lane.
  @Test
  void what_ends_at_once_a_hundred_thousand_times_leaves_nobody_waiting() {
    var first = new CompletableFuture<Boolean>();
    var failing =
        new Lanes<String, Integer>(
            200_000,
            1,
            _ -> true,
            pieces -> {
              began.add(pieces);
              return pieces.contains(0)
                  ? first
                  : CompletableFuture.failedFuture(new IllegalStateException());
            });
    IntStream.range(0, 100_000).forEach(piece -> failing.enter("a", piece));

    first.complete(true);

    assertThat(began).hasSize(100_000);
    assertThat(failing.size()).isZero();
  }
}
