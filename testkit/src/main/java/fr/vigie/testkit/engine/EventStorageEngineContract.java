package fr.vigie.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.Test;

/// What every event storage engine does, on whatever it keeps its events: it sources, it appends on
/// conditions, and it streams.
public abstract class EventStorageEngineContract extends AppendingContract {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
