package fr.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;

/// What every event storage engine does, on whatever it keeps its events. Payloads are JSON
/// strings. Tests share the engine and tell their events apart by tags of their own.
public abstract class EventStorageEngineContract {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String self = UUID.randomUUID().toString();
  private final Tag red = new Tag("red", self);
  private final Tag blue = new Tag("blue", self);
  private final Tag green = new Tag("green", self);

  /// The engine under test: the same one each time.
  protected abstract EventStorageEngine engine();

  // The words of the tests.

  private static TaggedEventMessage<EventMessage> event(String type, Instant time, Tag... tags) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(new QualifiedName(type), "1"),
            "{\"is\": \"" + type + "\"}",
            Map.of("actor", "alice", "note", "é \"quoted\" \\ €"),
            time),
        Set.of(tags));
  }

  private static TaggedEventMessage<EventMessage> event(String type, Tag... tags) {
    return event(type, NINE, tags);
  }

  private CompletableFuture<ConsistencyMarker> tryAppend(
      AppendCondition condition, TaggedEventMessage<?>... events) {
    return engine()
        .appendEvents(condition, null, Arrays.asList(events))
        .thenCompose(EventStorageEngineContract::commit);
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }

  private ConsistencyMarker append(TaggedEventMessage<?>... events) {
    return tryAppend(AppendCondition.none(), events).join();
  }

  private record Past(List<MessageStream.Entry<EventMessage>> entries, ConsistencyMarker marker) {
    List<String> types() {
      return entries.stream().map(entry -> entry.message().type().name()).toList();
    }
  }

  private Past source(EventCriteria criteria) {
    return source(SourcingCondition.conditionFor(criteria));
  }

  private Past source(SourcingCondition condition) {
    var all =
        engine()
            .source(condition, null)
            .reduce(
                new ArrayList<MessageStream.Entry<EventMessage>>(),
                (list, entry) -> {
                  list.add(entry);
                  return list;
                })
            .join();
    var marker = all.removeLast().getResource(ConsistencyMarker.RESOURCE_KEY);
    assertThat(marker).as("the last entry bears the marker").isNotNull();
    assertThat(all).allMatch(entry -> entry.getResource(ConsistencyMarker.RESOURCE_KEY) == null);
    return new Past(all, marker);
  }

  private static EventCriteria tagged(Tag... tags) {
    return EventCriteria.havingTags(tags);
  }

  private static EventCriteria typed(String type, Tag... tags) {
    return EventCriteria.havingTags(tags).andBeingOneOfTypes(new QualifiedName(type));
  }

  private static AppendCondition unless(EventCriteria criteria, ConsistencyMarker since) {
    return AppendCondition.withCriteria(criteria).withMarker(since);
  }

  private static void assertRejected(CompletableFuture<?> append) {
    assertThatThrownBy(append::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
  }

  private long position(TrackingToken token) {
    return token.position().orElseThrow();
  }

  private TrackingToken head() {
    return engine().latestToken(null).join();
  }

  private List<String> stream(StreamingCondition condition, int expected) {
    var stream = engine().stream(condition, null);
    try {
      return take(stream, expected).stream().map(e -> e.message().type().name()).toList();
    } finally {
      stream.close();
    }
  }

  /// The next entries of a stream, as they come.
  private static List<MessageStream.Entry<EventMessage>> take(
      MessageStream<EventMessage> stream, int expected) {
    var words = new LinkedBlockingQueue<Boolean>();
    stream.setCallback(() -> words.add(true));
    var taken = new ArrayList<MessageStream.Entry<EventMessage>>();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (taken.size() < expected && System.nanoTime() < end) {
      stream.next().ifPresentOrElse(taken::add, () -> await(words));
    }
    assertThat(taken).as("entries of the stream").hasSize(expected);
    return taken;
  }

  private static void await(LinkedBlockingQueue<Boolean> words) {
    try {
      words.poll(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // Sourcing.

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

  // Append conditions.

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

  // Streaming and tokens.

  @Test
  void streams_everything_from_a_token_on() {
    var token = head();
    append(event("one", red), event("two", blue));

    assertThat(stream(StreamingCondition.startingFrom(token), 2)).containsExactly("one", "two");
  }

  @Test
  void streams_what_matches_from_a_token_on() {
    var token = head();
    append(event("one", red), event("two", blue), event("three", red));

    assertThat(stream(StreamingCondition.conditionFor(token, tagged(red)), 2))
        .containsExactly("one", "three");
  }

  @Test
  void streams_what_comes_later() {
    var stream = engine().stream(StreamingCondition.startingFrom(head()), null);
    append(event("one", red));
    var first = take(stream, 1);
    append(event("two", red));
    var second = take(stream, 1);
    stream.close();

    assertThat(first.getFirst().message().type().name()).isEqualTo("one");
    assertThat(second.getFirst().message().type().name()).isEqualTo("two");
  }

  @Test
  void goes_on_after_an_entry_s_token() {
    var token = head();
    append(event("one", red), event("two", red), event("three", red));
    var stream = engine().stream(StreamingCondition.startingFrom(token), null);
    var first = take(stream, 1).getFirst();
    stream.close();

    var after = TrackingToken.fromContext(first).orElseThrow();

    assertThat(stream(StreamingCondition.startingFrom(after), 2)).containsExactly("two", "three");
  }

  @Test
  void streams_every_event_once_and_in_order_while_many_write() {
    var token = head();
    var stream = engine().stream(StreamingCondition.startingFrom(token), null);
    var writers =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> tryAppend(AppendCondition.none(), event("w" + i, red)))
            .toList();

    var seen = take(stream, 200);
    stream.close();

    writers.forEach(CompletableFuture::join);
    var tokens =
        seen.stream().map(e -> position(TrackingToken.fromContext(e).orElseThrow())).toList();
    assertThat(tokens).isSorted().doesNotHaveDuplicates();
    assertThat(tokens.getLast() - tokens.getFirst()).isEqualTo(199);
    assertThat(new HashSet<>(seen.stream().map(e -> e.message().type().name()).toList()))
        .hasSize(200);
  }

  @Test
  void the_first_token_covers_nothing_that_the_latest_does_not() {
    append(event("one", red));

    var first = engine().firstToken(null).join();

    assertThat(head().covers(first)).isTrue();
    assertThat(first.covers(head())).isFalse();
  }

  @Test
  void the_token_of_a_moment_misses_nothing_since() {
    var later = Instant.parse("2100-01-01T00:00:00Z");
    append(event("before", NINE, red));
    append(event("at", later, red), event("after", later.plusSeconds(1), red));

    var token = engine().tokenAt(later, null).join();

    var stream = engine().stream(StreamingCondition.conditionFor(token, tagged(red)), null);
    var seen = take(stream, 2).stream().map(e -> e.message().type().name()).toList();
    stream.close();
    // An engine may begin an event too early, never too late.
    assertThat(seen).contains("at");
    assertThat(engine().tokenAt(later.plusSeconds(3600), null).join()).isEqualTo(head());
  }
}
