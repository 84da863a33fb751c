package fr.vigie.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

/// What an engine takes: on a condition, all of it or nothing, and of those who race one.
abstract class AppendingContract extends SourcingContract {

  @Test
  void appends_where_nothing_came_since() {
    append(event("one", red));
    var past = source(tagged(red));

    tryAppend(unless(tagged(red), past.marker()), event("two", red)).join();

    assertThat(source(tagged(red)).types()).containsExactly("one", "two");
  }

  @Test
  void rejects_where_something_came_since_and_keeps_nothing_of_it() {
    append(event("one", red));
    var past = source(tagged(red));
    append(event("two", red));

    var late =
        tryAppend(unless(tagged(red), past.marker()), event("three", red), event("four", blue));

    assertRejected(late);
    assertThat(source(tagged(red)).types()).containsExactly("one", "two");
    assertThat(source(tagged(blue)).entries()).isEmpty();
  }

  @Test
  void does_not_mind_what_the_criteria_do_not_match() {
    append(event("one", red));
    var past = source(typed("one", red));
    append(event("two", red), event("one", blue));

    var append = tryAppend(unless(typed("one", red), past.marker()), event("three", red));

    assertThatCode(append::join).doesNotThrowAnyException();
  }

  @Test
  void minds_every_one_of_several_criteria() {
    var past = source(tagged(red));
    append(event("went", green, blue));
    var either = EventCriteria.either(tagged(red), typed("went", blue, green));

    assertRejected(tryAppend(unless(either, past.marker()), event("x", red)));
  }

  @Test
  void from_the_origin_minds_everything_there_ever_was() {
    append(event("one", red));

    assertRejected(tryAppend(unless(tagged(red), ConsistencyMarker.ORIGIN), event("two", red)));
    assertThatCode(
            tryAppend(unless(tagged(blue), ConsistencyMarker.ORIGIN), event("two", blue))::join)
        .doesNotThrowAnyException();
  }

  @Test
  void from_infinity_minds_nothing() {
    append(event("one", red));

    assertThatCode(
            tryAppend(unless(tagged(red), ConsistencyMarker.INFINITY), event("two", red))::join)
        .doesNotThrowAnyException();
  }

  @Test
  void its_own_events_are_no_conflict() {
    var append =
        tryAppend(
            unless(tagged(red), ConsistencyMarker.ORIGIN), event("one", red), event("two", red));

    assertThatCode(append::join).doesNotThrowAnyException();
  }

  @Test
  void a_transaction_ends_once() {
    var transaction =
        engine().appendEvents(AppendCondition.none(), null, List.of(event("one", red))).join();
    transaction.commit(null).join();

    assertThatThrownBy(() -> transaction.commit(null).join())
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(source(tagged(red)).types()).containsExactly("one");
  }

  @Test
  void a_transaction_rolled_back_leaves_nothing() {
    var transaction =
        engine().appendEvents(AppendCondition.none(), null, List.of(event("one", red))).join();

    transaction.rollback(null);

    assertThat(source(tagged(red)).entries()).isEmpty();
  }

  @Test
  void of_many_that_race_exactly_one_wins() {
    append(event("start", red));
    var past = source(tagged(red));

    var race =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> tryAppend(unless(tagged(red), past.marker()), event("racer-" + i, red)))
            .toList();

    var won = race.stream().filter(racer -> !racer.handle((_, no) -> no != null).join()).count();
    assertThat(won).isEqualTo(1);
    assertThat(source(tagged(red)).entries()).hasSize(2);
  }

  @Test
  void those_who_race_on_different_tags_all_win() {
    var race =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> {
              var own = new Tag("own", self + i);
              return tryAppend(
                  unless(tagged(own), ConsistencyMarker.ORIGIN), event("racer", own, red));
            })
            .toList();

    assertThat(race).allSatisfy(racer -> assertThatCode(racer::join).doesNotThrowAnyException());
    assertThat(source(tagged(red)).entries()).hasSize(64);
  }

  @Test
  void a_later_marker_lets_the_next_append_pass() {
    append(event("one", red));
    var past = source(tagged(red));
    append(event("two", red));
    var later = source(tagged(red));

    assertRejected(tryAppend(unless(tagged(red), past.marker()), event("three", red)));
    assertThatCode(tryAppend(unless(tagged(red), later.marker()), event("three", red))::join)
        .doesNotThrowAnyException();
  }

  @Test
  void the_lower_of_two_markers_is_the_careful_one() {
    append(event("one", red));
    var past = source(tagged(red));
    append(event("two", red));
    var later = source(tagged(red));

    assertThat(past.marker().lowerBound(later.marker())).isEqualTo(past.marker());
    assertThat(past.marker().upperBound(later.marker())).isEqualTo(later.marker());
  }
}
