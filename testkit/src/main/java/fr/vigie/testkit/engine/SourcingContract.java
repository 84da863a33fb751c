package fr.vigie.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

/// What an engine gives back: everything that matches, as it was, in order.
abstract class SourcingContract extends EngineWords {

  @Test
  void gives_an_event_back_as_it_was() {
    var stored = event("came", red, blue);
    append(stored);

    var found = source(tagged(red)).entries().getFirst();

    assertThat(found.message().identifier()).isEqualTo(stored.event().identifier());
    assertThat(found.message().type()).isEqualTo(stored.event().type());
    assertThat(found.message().payload()).isEqualTo(stored.event().payload());
    assertThat(found.message().timestamp()).isEqualTo(NINE);
    assertThat(found.message().metadata()).containsAllEntriesOf(stored.event().metadata());
  }

  @Test
  void sources_in_the_order_of_the_appends() {
    append(event("one", red), event("two", red));
    append(event("three", red));

    assertThat(source(tagged(red)).types()).containsExactly("one", "two", "three");
  }

  @Test
  void wants_all_tags_of_a_criterion() {
    append(event("one", red), event("two", red, blue), event("three", blue, green, red));

    assertThat(source(tagged(red, blue)).types()).containsExactly("two", "three");
    assertThat(source(tagged(red, blue, green)).types()).containsExactly("three");
  }

  @Test
  void wants_any_criterion_of_several_and_gives_each_event_once() {
    append(event("one", red), event("two", blue), event("three", red, blue), event("four", green));

    var either = EventCriteria.either(tagged(red), tagged(blue));

    assertThat(source(either).types()).containsExactly("one", "two", "three");
  }

  @Test
  void wants_one_of_the_types() {
    append(event("came", red), event("went", red), event("slept", red));

    var criteria =
        EventCriteria.havingTags(red)
            .andBeingOneOfTypes(new QualifiedName("came"), new QualifiedName("slept"));

    assertThat(source(criteria).types()).containsExactly("came", "slept");
  }

  @Test
  void joins_types_and_tags_of_different_criteria() {
    append(event("came", red), event("went", red), event("came", blue), event("went", blue, green));

    var criteria = EventCriteria.either(typed("came", red), typed("went", blue, green));

    assertThat(source(criteria).types()).containsExactly("came", "went");
  }

  @Test
  void sources_by_type_alone() {
    var type = "only-" + self;
    append(event(type, red), event("other", red), event(type, blue));

    var criteria = EventCriteria.havingAnyTag().andBeingOneOfTypes(new QualifiedName(type));

    assertThat(source(criteria).types()).containsExactly(type, type);
  }

  @Test
  void tells_tags_apart_that_look_alike() {
    append(
        event("one", new Tag("k", self + "=x")),
        event("two", new Tag("k", self)),
        event("three", new Tag("k", self + "\"")),
        event("four", new Tag("k", self + "\\")),
        event("five", new Tag("k", self + "{a,b}")),
        event("six", new Tag("k", self.toUpperCase(java.util.Locale.ROOT))));

    assertThat(source(tagged(new Tag("k", self + "=x"))).types()).containsExactly("one");
    assertThat(source(tagged(new Tag("k", self))).types()).containsExactly("two");
    assertThat(source(tagged(new Tag("k", self + "\""))).types()).containsExactly("three");
    assertThat(source(tagged(new Tag("k", self + "\\"))).types()).containsExactly("four");
    assertThat(source(tagged(new Tag("k", self + "{a,b}"))).types()).containsExactly("five");
  }

  @Test
  void finds_nothing_and_still_tells_the_marker() {
    assertThat(source(tagged(red)).entries()).isEmpty();
  }

  @Test
  void keeps_events_without_tags() {
    var type = "untagged-" + self;
    append(event(type));

    var criteria = EventCriteria.havingAnyTag().andBeingOneOfTypes(new QualifiedName(type));

    assertThat(source(criteria).types()).containsExactly(type);
  }

  @Test
  void sources_from_a_position_on() {
    append(event("one", red), event("two", red), event("three", red));
    var second = source(tagged(red)).entries().get(1);
    var token = TrackingToken.fromContext(second).orElseThrow();

    var rest =
        source(
            SourcingCondition.conditionFor(
                new org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker(
                        position(token))
                    .position(),
                tagged(red)));

    assertThat(rest.types()).containsExactly("three");
  }
}
